package dev.weft.engine.log;

import dev.weft.engine.workflow.WorkflowId;

/** Wants to know when streams grow by somebody else's doing. Each call is a hint: it may be lost, and come twice. Safe for use by many threads; never blocks. */
public interface LogFollower {
    /**
     * Says that a stream has grown.
     *
     * @param streamLength how many events it has now, at least
     */
    void wake(WorkflowId workflowId, long streamLength);

    /** Says that any stream may have grown. */
    void wakeAll();
}
