package dev.weft.engine.join;

import dev.weft.engine.access.Principal;
import dev.weft.engine.workflow.JoinAction;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.SessionId;
import dev.weft.engine.workflow.WorkflowId;
import org.jspecify.annotations.Nullable;

/**
 * Somebody authenticated asks for a workflow.
 *
 * @param lockVersion the version to look at; null for the live document
 * @param tool what the client says it is; it is written beside the joiner's updates
 * @param traceId W3C trace id that the client named; null if it named none, and works for its session's
 */
public record JoinRequest(
        WorkflowId workflowId,
        ProjectId projectId,
        JoinAction action,
        @Nullable Integer lockVersion,
        Principal principal,
        SessionId session,
        @Nullable String tool,
        @Nullable String traceId) {}
