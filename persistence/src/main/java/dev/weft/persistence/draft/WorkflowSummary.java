package dev.weft.persistence.draft;

import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.WorkflowId;
import java.time.Instant;

/**
 * One line in the list of a project's workflows.
 *
 * @param name as the live document has it, cut after {@value DraftContent#MAX_NAME_LENGTH} characters
 * @param createdAt when the workflow was created
 * @param updatedAt when its document was last edited, or else created
 * @param editCount updates since it was created, the seed not counted
 * @param sequence the last event that these values reflect
 */
public record WorkflowSummary(
        WorkflowId workflowId,
        ProjectId projectId,
        String name,
        Instant createdAt,
        Instant updatedAt,
        long editCount,
        long sequence) {}
