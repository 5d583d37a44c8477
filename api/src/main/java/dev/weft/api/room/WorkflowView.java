package dev.weft.api.room;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.weft.engine.content.WorkflowContent;
import dev.weft.engine.content.WorkflowNames;
import dev.weft.engine.host.Admission;
import dev.weft.engine.workflow.SavedVersion;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A saved workflow as clients get it, to compare their document with.
 *
 * @param lockVersion 0 if it was never saved
 * @param updatedAt when it was saved; null if it never was
 */
record WorkflowView(
        String id,
        @JsonProperty("project_id") String projectId,
        @JsonProperty("lock_version") int lockVersion,
        @JsonUnwrapped WorkflowContent content,
        @JsonProperty("updated_at") @Nullable String updatedAt) {

    static WorkflowView of(Admission at, SavedVersion version) {
        return new WorkflowView(
                at.workflowId().toString(),
                at.projectId().toString(),
                version.lockVersion(),
                version.content(),
                Instant.ofEpochMilli(version.savedAtMillis()).toString());
    }

    static WorkflowView neverSaved(Admission at) {
        return new WorkflowView(
                at.workflowId().toString(),
                at.projectId().toString(),
                0,
                WorkflowContent.empty(WorkflowNames.UNTITLED),
                null);
    }
}
