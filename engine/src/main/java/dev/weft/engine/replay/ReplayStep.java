package dev.weft.engine.replay;

import dev.weft.engine.log.RecordedEvent;
import java.util.List;

/**
 * One event, and what it changed.
 *
 * @param authors of its updates, in order; empty if it leaves the document alone
 * @param changes of the document as JSON; empty also if the updates change nothing that JSON shows
 */
public record ReplayStep(RecordedEvent event, List<Author> authors, List<Change> changes) {
    public ReplayStep {
        authors = List.copyOf(authors);
        changes = List.copyOf(changes);
    }
}
