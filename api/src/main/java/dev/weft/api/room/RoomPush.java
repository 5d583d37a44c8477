package dev.weft.api.room;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.weft.engine.content.merge.MergeConflict;
import dev.weft.engine.host.Admission;
import dev.weft.engine.host.ServerMessage;
import java.util.List;

/**
 * Something that a client is told without having asked.
 *
 * @param payload to be written as JSON, an object
 */
public record RoomPush(String event, Object payload) {

    /** Why something of the client's was not done that has no answer of its own. */
    public static RoomPush refused(String reason) {
        return new RoomPush("refused", new Reason(reason));
    }

    /** Somebody else saved. */
    public static RoomPush of(ServerMessage.Saved saved, Admission to) {
        return new RoomPush(
                "workflow_saved", new Saved(saved.version().lockVersion(), WorkflowView.of(to, saved.version())));
    }

    /** The saved workflow was changed from outside. */
    public static RoomPush of(ServerMessage.UpdatedExternally updated, Admission to) {
        return new RoomPush(
                "workflow_updated_externally",
                new UpdatedExternally(
                        updated.version().lockVersion(),
                        WorkflowView.of(to, updated.version()),
                        updated.source(),
                        updated.conflicts()));
    }

    private record Reason(String reason) {}

    private record Saved(
            @JsonProperty("latest_snapshot_lock_version") int lockVersion, WorkflowView workflow) {}

    private record UpdatedExternally(
            @JsonProperty("lock_version") int lockVersion,
            WorkflowView workflow,
            String source,
            List<MergeConflict> conflicts) {}
}
