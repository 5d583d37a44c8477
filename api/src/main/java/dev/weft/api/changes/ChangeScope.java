package dev.weft.api.changes;

import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.persistence.changes.Change;

/** Whose changes a listener hears of. Rights are those in the project. */
public sealed interface ChangeScope {

    ProjectId projectId();

    /** Whether the listener hears of a change. */
    default boolean includes(Change change) {
        return switch (this) {
            case OfProject project -> project.projectId().equals(change.projectId());
            case OfWorkflow workflow -> workflow.workflowId().equals(change.workflowId());
        };
    }

    record OfProject(ProjectId projectId) implements ChangeScope {}

    record OfWorkflow(ProjectId projectId, WorkflowId workflowId) implements ChangeScope {}
}
