package dev.weft.api.rest;

import dev.weft.engine.Engine;
import dev.weft.engine.access.ProjectAccess;
import dev.weft.engine.join.FreshWorkflows;
import dev.weft.engine.join.JoinOutcome;
import dev.weft.engine.join.JoinRequest;
import dev.weft.engine.join.Joining;
import dev.weft.engine.request.Requester;
import dev.weft.engine.workflow.JoinAction;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.WorkflowId;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/** Makes workflows by the same join that sockets use, but with names of their own. */
public final class WorkflowCreation {

    private final Engine engine;
    private final ProjectAccess access;
    private final SecureRandom random = new SecureRandom();
    private final FreshWorkflows fresh = new FreshWorkflows(random);

    public WorkflowCreation(Engine engine, ProjectAccess access) {
        this.engine = engine;
        this.access = access;
    }

    /** Creates the workflow, or finds that it is there; in that case nothing is written. */
    JoinOutcome create(Requester requester, ProjectId project, WorkflowId workflowId, @Nullable String name) {
        Joining joining = name == null
                ? engine.joining()
                : new Joining(access, engine.axon().commandGateway(), fresh.named(name), random);
        return joining.join(new JoinRequest(
                workflowId,
                project,
                JoinAction.OPEN,
                null,
                requester.principal(),
                requester.session(),
                requester.tool(),
                requester.traceId()));
    }
}
