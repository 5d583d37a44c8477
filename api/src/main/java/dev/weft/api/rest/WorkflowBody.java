package dev.weft.api.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.weft.engine.content.WorkflowContent;
import dev.weft.engine.saved.SavedWorkflow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A workflow as it is saved, or one of its versions, with the names that its document has.
 *
 * @param lockVersion 0 if it was never saved
 * @param deletedAt null unless it is deleted
 */
record WorkflowBody(
        String id,
        @JsonProperty("project_id") String projectId,
        @JsonProperty("lock_version") int lockVersion,
        @JsonUnwrapped WorkflowContent content,
        @JsonProperty("deleted_at") @Nullable Instant deletedAt,
        @JsonProperty("inserted_at") Instant insertedAt,
        @JsonProperty("updated_at") Instant updatedAt) {

    static WorkflowBody of(SavedWorkflow workflow) {
        return new WorkflowBody(
                workflow.workflowId().toString(),
                workflow.projectId().toString(),
                workflow.lockVersion(),
                workflow.content(),
                workflow.deletedAt(),
                workflow.insertedAt(),
                workflow.updatedAt());
    }
}
