package dev.weft.engine.log;

import dev.weft.engine.workflow.SavedVersion;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.engine.workflow.WorkflowStanding.VersionPlace;
import java.util.List;

/** Reads single streams. What was committed before a call is seen by it. May block on I/O. */
public interface EventLog {
    /**
     * The events of one stream from a sequence on, in order and without gaps; empty when there are none (yet).
     *
     * @param limit the most events to return, at least 1
     * @throws LogUnavailableException if the log can't be read now
     */
    List<RecordedEvent> read(WorkflowId workflowId, long fromSequence, int limit);

    /**
     * One event that is known to be there.
     *
     * @throws LogUnavailableException if it can't be read now
     */
    default RecordedEvent event(WorkflowId workflowId, long sequence) {
        List<RecordedEvent> there = read(workflowId, sequence, 1);
        if (there.isEmpty()) {
            throw new LogUnavailableException("workflow " + workflowId + ": event " + sequence + " can't be read");
        }
        return there.getFirst();
    }

    /**
     * The content of a version that the workflow's standing tells of.
     *
     * @throws LogUnavailableException if it can't be read now
     */
    default SavedVersion version(WorkflowId workflowId, VersionPlace place) {
        return event(workflowId, place.sequence())
                .event()
                .newVersion()
                .orElseThrow(() -> new IllegalStateException("workflow " + workflowId + ": event " + place.sequence()
                        + " should hold version " + place.lockVersion()));
    }
}
