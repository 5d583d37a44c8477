package dev.weft.engine.workflow;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the decisions need to know of a workflow: the fold of its events, without the document. Not thread-safe; only {@link #apply} changes it.
 */
final class WorkflowState {
    private long nextSequence;
    private @Nullable ProjectId projectId;
    private final Set<SessionId> rejoinedSessions = new HashSet<>();

    void apply(WorkflowEvent event) {
        switch (event) {
            case WorkflowCreated created -> projectId = created.projectId();
            case WorkflowRejoined rejoined -> rejoinedSessions.add(rejoined.session());
            case UpdatesAppended appended -> {}
        }
        nextSequence++;
    }

    /** The number of events so far. */
    long nextSequence() {
        return nextSequence;
    }

    /** The project of the workflow; empty if the id never existed. */
    Optional<ProjectId> projectId() {
        return Optional.ofNullable(projectId);
    }

    boolean hasRejoined(SessionId session) {
        return rejoinedSessions.contains(session);
    }
}
