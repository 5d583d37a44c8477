package dev.weft.engine.log;

import dev.weft.engine.workflow.WorkflowId;
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
}
