package dev.weft.engine.replay;

import dev.weft.crdt.Doc;
import dev.weft.engine.log.RecordedEvent;

/**
 * A document as it was right after one event.
 *
 * @param event the last one that is in it
 * @param doc   owned by the caller
 */
public record PastState(RecordedEvent event, Doc doc) {
    public long sequence() {
        return event.sequence();
    }
}
