package dev.weft.engine.log;

import dev.weft.engine.workflow.SavedVersion;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.engine.workflow.WorkflowStanding.VersionPlace;
import java.util.List;
import java.util.function.Consumer;

/** Reads single streams. What was committed before a call is seen by it. May block on I/O. */
public interface EventLog {
    /** Enough to make round trips cheap, and few enough to hold in memory when each is as large as may be. */
    int EVENTS_PER_READ = 500;

    /**
     * The events of one stream from a sequence on, in order and without gaps; empty when there are none (yet).
     *
     * @param limit the most events to return, at least 1
     * @throws LogUnavailableException if the log can't be read now
     */
    List<RecordedEvent> read(WorkflowId workflowId, long fromSequence, int limit);

    /**
     * Hands over the events of one stream from one sequence to another, both included, in order and without gaps, as far as there are any. For long
     * runs: holds no more than a few hundred of them at a time.
     *
     * @param action runs on the caller's thread; what it throws ends the run
     * @throws LogUnavailableException if the log can't be read now, perhaps when some events were handed over
     */
    default void forEach(WorkflowId workflowId, long fromSequence, long toSequence, Consumer<RecordedEvent> action) {
        long next = fromSequence;
        while (next <= toSequence) {
            int limit = (int) Math.min(EVENTS_PER_READ - 1, toSequence - next) + 1;
            List<RecordedEvent> page = read(workflowId, next, limit);
            page.forEach(action);
            next += page.size();
            if (page.size() < limit) {
                return;
            }
        }
    }

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
