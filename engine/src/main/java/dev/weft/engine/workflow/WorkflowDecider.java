package dev.weft.engine.workflow;

import dev.weft.engine.workflow.Decision.Accepted;
import dev.weft.engine.workflow.Decision.Refused;
import dev.weft.engine.workflow.WorkflowCommand.AppendUpdates;
import dev.weft.engine.workflow.WorkflowCommand.JoinWorkflow;
import java.util.List;

/** The decisions: old state and command in, events or a refusal out. */
final class WorkflowDecider {
    private static final int NEVER_SAVED = 0;

    private WorkflowDecider() {}

    static Decision<JoinKind> decide(WorkflowState state, JoinWorkflow join) {
        return switch (Resolver.resolve(state, join.projectId(), join.action(), join.mayCreate())) {
            case FRESH -> new Accepted<>(JoinKind.NEW, List.of(created(join)));
            case KNOWN ->
                new Accepted<>(JoinKind.EXISTING, isFirstStaleNew(state, join) ? List.of(rejoined(join)) : List.of());
            case NOT_FOUND -> new Refused<>(new WorkflowRefusal.NotFound());
        };
    }

    /** The result is the sequence at which the event stands. */
    static Decision<Long> decide(WorkflowState state, AppendUpdates append) {
        if (state.nextSequence() < append.expectedSequence()) {
            return new Refused<>(new WorkflowRefusal.StateOutdated(state.nextSequence()));
        }
        if (state.projectId().isEmpty()) {
            return new Refused<>(new WorkflowRefusal.NotFound());
        }
        if (state.nextSequence() > append.expectedSequence()) {
            return new Refused<>(new WorkflowRefusal.SequenceTaken(state.nextSequence()));
        }
        return new Accepted<>(append.expectedSequence(), List.of(append.event()));
    }

    private static boolean isFirstStaleNew(WorkflowState state, JoinWorkflow join) {
        return join.action() == JoinAction.NEW && !state.hasRejoined(join.session());
    }

    private static WorkflowCreated created(JoinWorkflow join) {
        return new WorkflowCreated(
                join.workflowId(),
                join.projectId(),
                join.seed().name(),
                join.seed().update(),
                NEVER_SAVED);
    }

    private static WorkflowRejoined rejoined(JoinWorkflow join) {
        return new WorkflowRejoined(join.action(), JoinKind.EXISTING, join.session());
    }
}
