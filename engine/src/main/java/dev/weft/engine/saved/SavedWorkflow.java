package dev.weft.engine.saved;

import dev.weft.engine.content.WorkflowContent;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.WorkflowId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A workflow as it is saved, or one of its versions.
 *
 * @param lockVersion 0 if it was never saved
 * @param content of one that was never saved: nothing but its first name; of a deleted one: asleep, under the name it has while it is deleted
 * @param deletedAt null unless it is deleted
 * @param updatedAt when it was last saved, or else created
 */
public record SavedWorkflow(
        WorkflowId workflowId,
        ProjectId projectId,
        int lockVersion,
        WorkflowContent content,
        @Nullable Instant deletedAt,
        Instant insertedAt,
        Instant updatedAt) {}
