package dev.weft.engine.host;

import dev.weft.engine.workflow.WorkflowStanding;

/**
 * A document after the first events of its stream, so that it can be opened without reading those. Never the only copy of anything.
 *
 * @param nextSequence how many events it is folded from, at least 1
 * @param updateBytes of all the updates that it is folded from
 * @param update the whole document, what waits in it included, format 1; owned by this record, nobody may change it
 */
public record DocumentCheckpoint(long nextSequence, WorkflowStanding standing, long updateBytes, byte[] update) {}
