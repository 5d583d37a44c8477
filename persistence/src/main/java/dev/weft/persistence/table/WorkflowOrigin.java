package dev.weft.persistence.table;

import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.WorkflowCreated;
import dev.weft.engine.workflow.WorkflowId;
import java.time.Instant;

/** What the first event of a stream says once and for all. */
public record WorkflowOrigin(WorkflowId workflowId, ProjectId projectId, String name, Instant createdAt) {

    public static WorkflowOrigin of(WorkflowCreated created, Instant time) {
        return new WorkflowOrigin(created.workflowId(), created.projectId(), created.name(), time);
    }
}
