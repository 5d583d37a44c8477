package dev.weft.engine.workflow;

import java.util.List;

/**
 * What decisions need to know of a workflow after some of its events, so that those need not be read again.
 *
 * <p>It is never the only copy of anything: one that can't be read is passed over, and the events are read instead. Any change of what it holds, or of how
 * events are folded into it, is a new {@link #REVISION}.
 *
 * @param nextSequence the number of events it is folded from
 * @param rejoinedSessions fingerprints, see {@link RejoinedSessions}, oldest first
 */
public record WorkflowSnapshot(
        WorkflowId workflowId, long nextSequence, WorkflowStanding standing, List<Long> rejoinedSessions) {
    /** Its name where it is stored. */
    public static final String STORED_NAME = "workflow-state";

    public static final int REVISION = 1;

    public WorkflowSnapshot {
        rejoinedSessions = List.copyOf(rejoinedSessions);
    }
}
