package dev.weft.engine.workflow;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the decisions need to know of a workflow: the fold of its events, without the document. Not thread-safe; only {@link #apply} changes it.
 */
final class WorkflowState {
    private long nextSequence;
    private @Nullable WorkflowStanding standing;
    private final Set<SessionId> rejoinedSessions = new HashSet<>();

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
}
