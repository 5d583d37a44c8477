package dev.weft.api.room;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.weft.engine.access.ProjectAccess;
import dev.weft.engine.access.Right;
import dev.weft.engine.host.Admission;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client needs to know of its session beside the document.
 *
 * @param permissions what it may do now, by name; in the room of a version nothing is written
 * @param latestLockVersion null if the workflow was never saved
 * @param workflow as it is saved; in the room of a version that version
 */
record RoomContext(
        Person user,
        Project project,
        Map<String, Boolean> permissions,

        @JsonProperty("latest_snapshot_lock_version") @Nullable
        Integer latestLockVersion,

        WorkflowView workflow) {

    record Project(String id) {}

    static RoomContext of(
            Admission at, ProjectAccess access, @Nullable Integer latestLockVersion, WorkflowView workflow) {
        boolean isLive = at.version() == null;
        return new RoomContext(
                Person.of(at.principal()),
                new Project(at.projectId().toString()),
                Map.of(
                        "can_edit_workflow",
                        isLive && access.may(at.principal(), at.projectId(), Right.EDIT_DOCUMENT),
                        "can_save_workflow",
                        isLive && access.may(at.principal(), at.projectId(), Right.SAVE_WORKFLOW),
                        "can_delete_workflow",
                        isLive && access.may(at.principal(), at.projectId(), Right.DELETE_WORKFLOW)),
                latestLockVersion,
                workflow);
    }
}
