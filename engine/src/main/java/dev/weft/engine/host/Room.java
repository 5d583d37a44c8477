package dev.weft.engine.host;

import dev.weft.engine.workflow.WorkflowId;
import dev.weft.engine.workflow.WorkflowStanding.VersionPlace;
import org.jspecify.annotations.Nullable;

/**
 * Where people meet. Rooms of one workflow are different documents and never exchange updates.
 *
 * @param version null for the live document
 */
record Room(WorkflowId workflowId, @Nullable VersionPlace version) {
    static Room live(WorkflowId workflowId) {
        return new Room(workflowId, null);
    }

    static Room of(Admission admission) {
        return new Room(admission.workflowId(), admission.version());
    }

    boolean isLive() {
        return version == null;
    }
}
