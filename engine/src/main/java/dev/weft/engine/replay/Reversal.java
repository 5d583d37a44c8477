package dev.weft.engine.replay;

import dev.weft.engine.workflow.UpdateBytes;
import java.util.Optional;

/**
 * The edit that brings a past state back.
 *
 * @param toSequence   the event whose state comes back
 * @param builtAt      the number of events that the edit reckons with: appended at this sequence, it brings back exactly that state;
 *     appended later, it leaves what was edited in between
 * @param update       empty if the document is in that state already
 */
public record Reversal(long toSequence, long builtAt, Optional<UpdateBytes> update) {}
