package dev.weft.engine.host;

import dev.weft.engine.workflow.UpdatesAppended;
import dev.weft.engine.workflow.WorkflowCreated;
import dev.weft.engine.workflow.WorkflowDeleted;
import dev.weft.engine.workflow.WorkflowEvent;
import dev.weft.engine.workflow.WorkflowPurged;
import dev.weft.engine.workflow.WorkflowReconciled;
import dev.weft.engine.workflow.WorkflowRejoined;
import dev.weft.engine.workflow.WorkflowReset;
import dev.weft.engine.workflow.WorkflowRestored;
import dev.weft.engine.workflow.WorkflowSaved;
import java.util.Optional;

/**
 * What participants are told of an event beside its updates.
 *
 * @param isForAll also for who asked for it, and has the answer
 */
record Announcement(ServerMessage message, boolean isForAll) {
    static Optional<Announcement> of(WorkflowEvent event) {
        return switch (event) {
            case WorkflowSaved saved -> Optional.of(new Announcement(new ServerMessage.Saved(saved.version()), false));
            case WorkflowReconciled reconciled ->
                Optional.of(new Announcement(
                        new ServerMessage.UpdatedExternally(
                                reconciled.version(), reconciled.source(), reconciled.conflicts()),
                        true));
            case WorkflowRestored restored ->
                restored.newVersion().map(version -> new Announcement(new ServerMessage.Saved(version), true));
            // Their updates tell it all.
            case WorkflowCreated created -> Optional.empty();
            case WorkflowRejoined rejoined -> Optional.empty();
            case UpdatesAppended appended -> Optional.empty();
            case WorkflowReset reset -> Optional.empty();
            case WorkflowDeleted deleted -> Optional.empty();
            case WorkflowPurged purged -> Optional.empty();
        };
    }
}
