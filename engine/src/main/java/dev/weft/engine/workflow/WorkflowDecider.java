package dev.weft.engine.workflow;

import dev.weft.engine.content.draft.ContentHash;
import dev.weft.engine.workflow.Decision.Accepted;
import dev.weft.engine.workflow.Decision.Refused;
import dev.weft.engine.workflow.WorkflowCommand.AppendEvent;
import dev.weft.engine.workflow.WorkflowCommand.JoinWorkflow;
import dev.weft.engine.workflow.WorkflowStanding.VersionPlace;
import java.util.List;
import java.util.Optional;

/** The decisions: old state and command in, events or a refusal out. */
final class WorkflowDecider {
    private static final int NEVER_SAVED = 0;

    private WorkflowDecider() {}

    static Decision<Joined> decide(WorkflowState state, JoinWorkflow join) {
        Resolution resolution = Resolver.resolve(
                state.standing(), join.projectId(), join.action(), join.mayCreate(), join.lockVersion());
        return switch (resolution) {
            case Resolution.Fresh fresh -> new Accepted<>(Joined.NEW, List.of(created(join)));
            case Resolution.Existing existing -> joined(state, join);
            case Resolution.Deleted deleted -> joined(state, join);
            case Resolution.Version(VersionPlace place) -> new Accepted<>(Joined.version(place), List.of());
            case Resolution.VersionNotFound(int lockVersion) ->
                new Refused<>(new WorkflowRefusal.VersionNotFound(lockVersion));
            case Resolution.Purged purged -> new Refused<>(new WorkflowRefusal.NotFound());
            case Resolution.NotFound notFound -> new Refused<>(new WorkflowRefusal.NotFound());
        };
    }

    private static Decision<Joined> joined(WorkflowState state, JoinWorkflow join) {
        boolean isFirstStaleNew = join.action() == JoinAction.NEW && !state.hasRejoined(join.session());
        return new Accepted<>(Joined.EXISTING, isFirstStaleNew ? List.of(rejoined(join)) : List.of());
    }

    /** The result is the sequence at which the event stands. */
    static Decision<Long> decide(WorkflowState state, AppendEvent append) {
        if (state.nextSequence() < append.expectedSequence()) {
            return new Refused<>(new WorkflowRefusal.StateOutdated(state.nextSequence()));
        }
        if (state.standing().isEmpty()) {
            return new Refused<>(new WorkflowRefusal.NotFound());
        }
        if (state.nextSequence() > append.expectedSequence()) {
            return new Refused<>(new WorkflowRefusal.SequenceTaken(state.nextSequence()));
        }
        return objectionTo(append.event(), state.standing().get())
                .<Decision<Long>>map(Refused::new)
                .orElseGet(() -> new Accepted<>(append.expectedSequence(), List.of(append.event())));
    }

    /** The last line of defence: the host knows as much as this state, and should not have asked. */
    private static Optional<WorkflowRefusal> objectionTo(HostEvent event, WorkflowStanding standing) {
        boolean mayFollow = switch (event) {
            case UpdatesAppended appended -> standing.lifecycle() != Lifecycle.PURGED;
            case WorkflowSaved saved ->
                standing.lifecycle() == Lifecycle.ACTIVE
                        && isNext(saved.version(), standing)
                        && changesContent(saved.version(), standing);
            case WorkflowReset reset ->
                standing.lifecycle() == Lifecycle.ACTIVE
                        && (reset.toVersion() == null
                                || standing.version(reset.toVersion()).isPresent());
            case WorkflowReconciled reconciled ->
                standing.lifecycle() == Lifecycle.ACTIVE
                        && isNext(reconciled.version(), standing)
                        && changesContent(reconciled.version(), standing);
            case WorkflowDeleted deleted -> standing.lifecycle() == Lifecycle.ACTIVE;
            case WorkflowRestored restored ->
                standing.lifecycle() == Lifecycle.DELETED
                        && restored.newVersion()
                                .map(version -> isNext(version, standing))
                                .orElse(standing.lockVersion() == NEVER_SAVED);
            case WorkflowPurged purged -> standing.lifecycle() == Lifecycle.DELETED;
        };
        return mayFollow ? Optional.empty() : Optional.of(outOfPlace(event, standing));
    }

    private static boolean isNext(SavedVersion version, WorkflowStanding standing) {
        return version.lockVersion() == standing.lockVersion() + 1;
    }

    private static boolean changesContent(SavedVersion version, WorkflowStanding standing) {
        ContentHash hash = ContentHash.of(version.content());
        return standing.lastVersion()
                .map(VersionPlace::contentHash)
                .filter(hash::equals)
                .isEmpty();
    }

    private static WorkflowRefusal outOfPlace(HostEvent event, WorkflowStanding standing) {
        String made = event.newVersion()
                .map(version -> " of version " + version.lockVersion())
                .orElse("");
        return new WorkflowRefusal.OutOfPlace(
                WorkflowEventType.of(event).storedName() + made + " can't follow: the workflow is "
                        + standing.lifecycle().text() + " at version " + standing.lockVersion());
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
