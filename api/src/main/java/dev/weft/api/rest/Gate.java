package dev.weft.api.rest;

import dev.weft.api.problem.RequestRefusedException;
import dev.weft.engine.access.Principal;
import dev.weft.engine.access.ProjectAccess;
import dev.weft.engine.access.Right;
import dev.weft.engine.access.Role;
import dev.weft.engine.request.RequestRefusal;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.WorkflowId;
import java.util.Optional;

/**
 * Reads ids from paths, and tells whether the caller may come near what they name. Whatever is not for the caller is told to
 * be missing.
 */
public final class Gate {

    private final ProjectAccess access;

    public Gate(ProjectAccess access) {
        this.access = access;
    }

    static WorkflowId workflowId(String text) {
        return WorkflowId.parse(text)
                .orElseThrow(() -> RequestRefusedException.badRequest(
                        "workflow id is '" + text + "', expected a UUID of 36 characters"));
    }

    static ProjectId projectId(String text) {
        return ProjectId.parse(text)
                .orElseThrow(() -> RequestRefusedException.badRequest(
                        "project id is '" + text + "', expected a UUID of 36 characters"));
    }

    static RequestRefusedException workflowNotFound() {
        return RequestRefusedException.notFound("workflow not found");
    }

    /**
     * The caller's role in a project.
     *
     * @throws RequestRefusedException if the project doesn't exist for the caller
     */
    Role requireMember(Principal caller, ProjectId project) {
        return roleIn(caller, project).orElseThrow(() -> RequestRefusedException.notFound("project not found"));
    }

    /**
     * Lets the readers of a project see one of its workflows.
     *
     * @throws RequestRefusedException if the workflow doesn't exist for the caller
     */
    void requireReader(Principal caller, ProjectId projectOfWorkflow) {
        if (roleIn(caller, projectOfWorkflow).filter(Role::mayRead).isEmpty()) {
            throw workflowNotFound();
        }
    }

    /**
     * Lets those through who may do something in a project, whose readers may see the workflow.
     *
     * @throws RequestRefusedException if the workflow doesn't exist for the caller, or the caller may not
     */
    void requireRight(Principal caller, ProjectId projectOfWorkflow, Right right) {
        requireReader(caller, projectOfWorkflow);
        if (roleIn(caller, projectOfWorkflow).filter(role -> role.may(right)).isEmpty()) {
            throw RequestRefusedException.of(new RequestRefusal.Unauthorized());
        }
    }

    private Optional<Role> roleIn(Principal caller, ProjectId project) {
        return access.exists(project) ? access.roleOf(caller, project) : Optional.empty();
    }
}
