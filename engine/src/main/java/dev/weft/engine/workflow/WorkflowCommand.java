package dev.weft.engine.workflow;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What may be asked of one workflow. Decided by {@link WorkflowDecider}, one at a time for each workflow. */
public sealed interface WorkflowCommand {
    WorkflowId workflowId();

    /**
     * Creates the workflow, or joins it, as {@link Resolver} says. The joiner's rights in {@code projectId} were checked before.
     *
     * @param mayCreate whether those rights include the creation of workflows
     * @param seed the document to start with, if this turns out to be the creation
     */
    record JoinWorkflow(
            @TargetAggregateIdentifier WorkflowId workflowId,
            ProjectId projectId,
            JoinAction action,
            boolean mayCreate,
            SessionId session,
            WorkflowSeed seed)
            implements WorkflowCommand {}

    /**
     * Makes updates durable, at exactly {@code expectedSequence} or not at all.
     *
     * @param expectedSequence number of events in the stream as the host knows it, at least 1
     */
    record AppendUpdates(@TargetAggregateIdentifier WorkflowId workflowId, long expectedSequence, UpdatesAppended event)
            implements WorkflowCommand {}
}
