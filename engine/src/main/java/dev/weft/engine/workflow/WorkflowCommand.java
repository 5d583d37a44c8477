package dev.weft.engine.workflow;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What may be asked of one workflow. Decided by {@link WorkflowDecider}, one at a time for each workflow. */
public sealed interface WorkflowCommand {
    WorkflowId workflowId();

    /**
     * Creates the workflow, or joins it or one of its versions, as {@link Resolver} says. The joiner's rights in {@code projectId} were checked before.
     *
     * @param lockVersion the version that is asked for; null for the live document
     * @param mayCreate whether those rights include the creation of workflows
     * @param seed the document to start with, if this turns out to be the creation
     */
    record JoinWorkflow(
            @TargetAggregateIdentifier WorkflowId workflowId,
            ProjectId projectId,
            JoinAction action,
            @Nullable Integer lockVersion,
            boolean mayCreate,
            SessionId session,
            WorkflowSeed seed)
            implements WorkflowCommand {}

    /**
     * Makes an event durable, at exactly {@code expectedSequence} or not at all: that the host has built it upon all that is before makes it the right one.
     *
     * @param expectedSequence number of events in the stream as the host knows it, at least 1
     */
    record AppendEvent(@TargetAggregateIdentifier WorkflowId workflowId, long expectedSequence, HostEvent event)
            implements WorkflowCommand {}
}
