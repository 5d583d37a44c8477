package dev.weft.engine.host;

import dev.weft.engine.access.Principal;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.SessionId;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.engine.workflow.WorkflowStanding.VersionPlace;
import org.jspecify.annotations.Nullable;

/**
 * Says that a join was granted: who may enter which document. Rights are read again with each frame.
 *
 * @param version to be looked at only; null for the live document
 * @param tool what the client says it is; null if it says nothing
 * @param traceId W3C trace id that the client named; null if it named none
 */
public record Admission(
        WorkflowId workflowId,
        ProjectId projectId,
        @Nullable VersionPlace version,
        Principal principal,
        SessionId session,
        @Nullable String tool,
        @Nullable String traceId) {

    /** W3C trace id of all that this participant does, which its events carry. */
    public String trace() {
        return session.traceIdOr(traceId);
    }

    /**
     * The same admission, with what another token says of the same person.
     *
     * @throws IllegalArgumentException if it is another person
     */
    public Admission renewed(Principal renewed) {
        if (!renewed.id().equals(principal.id())) {
            throw new IllegalArgumentException(
                    "admitted is " + principal.id() + ", and " + renewed.id() + " is somebody else");
        }
        return new Admission(workflowId, projectId, version, renewed, session, tool, traceId);
    }
}
