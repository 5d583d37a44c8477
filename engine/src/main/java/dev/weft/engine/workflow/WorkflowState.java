package dev.weft.engine.workflow;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the decisions need to know of a workflow: the fold of its events, without the document. Not thread-safe; only {@link #apply} changes it.
 */
final class WorkflowState {
    private long nextSequence;
    private @Nullable WorkflowStanding standing;
    private final RejoinedSessions rejoinedSessions;

    WorkflowState() {
        rejoinedSessions = new RejoinedSessions(List.of());
    }

    WorkflowState(WorkflowSnapshot snapshot) {
        nextSequence = snapshot.nextSequence();
        standing = snapshot.standing();
        rejoinedSessions = new RejoinedSessions(snapshot.rejoinedSessions());
    }

    void apply(WorkflowEvent event) {
        if (event instanceof WorkflowCreated created) {
            standing = WorkflowStanding.of(created);
        } else if (standing != null) {
            standing = standing.after(nextSequence, event, Map.of());
        }
        if (event instanceof WorkflowRejoined rejoined) {
            rejoinedSessions.add(rejoined.session());
        }
        nextSequence++;
    }

    /** The number of events so far. */
    long nextSequence() {
        return nextSequence;
    }

    /** Empty if the id never existed. */
    Optional<WorkflowStanding> standing() {
        return Optional.ofNullable(standing);
    }

    boolean hasRejoined(SessionId session) {
        return rejoinedSessions.contains(session);
    }

    /** @throws IllegalStateException if the id never existed */
    WorkflowSnapshot snapshot(WorkflowId workflowId) {
        if (standing == null) {
            throw new IllegalStateException("workflow " + workflowId + " was never created");
        }
        return new WorkflowSnapshot(workflowId, nextSequence, standing, rejoinedSessions.fingerprints());
    }
}
