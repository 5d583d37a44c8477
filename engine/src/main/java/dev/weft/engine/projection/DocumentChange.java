package dev.weft.engine.projection;

import dev.weft.engine.log.RecordedEvent;
import dev.weft.engine.replay.Author;
import dev.weft.engine.replay.Change;
import dev.weft.engine.workflow.WorkflowId;
import java.util.List;

/**
 * One event, and what it did to the document of its workflow.
 *
 * @param position of the event in the log of all workflows: greater than that of every event told before
 * @param authors  of its updates, in order; empty if it has none
 * @param changes  paths with old and new values, as {@link dev.weft.engine.replay.ReplayStep} has them
 */
public record DocumentChange(
        WorkflowId workflowId, long position, RecordedEvent event, List<Author> authors, List<Change> changes) {
    public DocumentChange {
        authors = List.copyOf(authors);
        changes = List.copyOf(changes);
    }

    /** Place of the event in its workflow's stream. */
    public long sequence() {
        return event.sequence();
    }
}
