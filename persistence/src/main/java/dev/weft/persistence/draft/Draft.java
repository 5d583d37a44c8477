package dev.weft.persistence.draft;

import dev.weft.engine.workflow.Lifecycle;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.WorkflowId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table.
 *
 * @param content JSON text; null if jsonb can't hold it
 * @param sequence the last event folded into it
 */
record Draft(
        WorkflowId workflowId,
        ProjectId projectId,
        Lifecycle lifecycle,
        String name,
        @Nullable String content,
        long sequence,
        long editCount,
        Instant createdAt,
        Instant updatedAt) {}
