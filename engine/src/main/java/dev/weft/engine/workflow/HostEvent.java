package dev.weft.engine.workflow;

import java.util.UUID;

/** An event that a document host appends at exactly the sequence it knows to be next. */
public sealed interface HostEvent extends WorkflowEvent
        permits UpdatesAppended,
                WorkflowSaved,
                WorkflowReset,
                WorkflowReconciled,
                WorkflowDeleted,
                WorkflowRestored,
                WorkflowPurged {
    /** Drawn by the host for this attempt, and never twice in a log; by it a host that lost the outcome recognises its own append. */
    UUID appendId();
}
