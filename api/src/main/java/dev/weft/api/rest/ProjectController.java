package dev.weft.api.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.weft.api.problem.RequestRefusedException;
import dev.weft.engine.access.Principal;
import dev.weft.engine.access.Right;
import dev.weft.engine.access.Role;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.persistence.access.Projects;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** One project. */
@RestController
@RequestMapping("/api/v1/projects/{projectId}")
@Tag(name = "Projects")
public final class ProjectController {

    private final Gate gate;
    private final Projects projects;
    private final InstantSource clock;

    public ProjectController(Gate gate, Projects projects, InstantSource clock) {
        this.gate = gate;
        this.projects = projects;
        this.clock = clock;
    }

    /** What is absent stays as it is. */
    record ProjectChange(
            @Nullable String name,
            @Nullable Integer concurrency,
            @Nullable Boolean allowSupportAccess) {}

    /** Named as in the context of a room. */
    record Permissions(
            String role,
            @JsonProperty("can_create_workflow") boolean mayCreate,
            @JsonProperty("can_edit_workflow") boolean mayEdit,
            @JsonProperty("can_save_workflow") boolean maySave,
            @JsonProperty("can_delete_workflow") boolean mayDelete) {
        static Permissions of(Role role) {
            return new Permissions(
                    role.text(),
                    role.may(Right.CREATE_WORKFLOW),
                    role.may(Right.EDIT_DOCUMENT),
                    role.may(Right.SAVE_WORKFLOW),
                    role.may(Right.DELETE_WORKFLOW));
        }
    }

    @Operation(summary = "A project")
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    ProjectBody project(@Parameter(hidden = true) Principal caller, @PathVariable String projectId) {
        ProjectId project = Gate.projectId(projectId);
        gate.requireMember(caller, project);
        return found(project);
    }

    @Operation(summary = "What the caller may do with the workflows of a project, now")
    @GetMapping(path = "/permissions", produces = MediaType.APPLICATION_JSON_VALUE)
    Permissions permissions(@Parameter(hidden = true) Principal caller, @PathVariable String projectId) {
        return Permissions.of(gate.requireMember(caller, Gate.projectId(projectId)));
    }

    @Operation(summary = "Changes settings of a project; for owners and admins")
    @PatchMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    ProjectBody change(
            @Parameter(hidden = true) Principal caller,
            @PathVariable String projectId,
            @RequestBody ProjectChange change) {
        ProjectId project = Gate.projectId(projectId);
        String name = change.name() == null ? null : ProjectBody.checkedName(change.name());
        if (change.concurrency() != null && change.concurrency() < 1) {
            throw RequestRefusedException.badRequest(
                    "concurrency is " + change.concurrency() + ", expected a number of at least 1");
        }
        Refusals.check(projects.update(caller, project, name, change.concurrency(), change.allowSupportAccess()));
        return found(project);
    }

    @Operation(
            summary = "Schedules a project for deletion; for owners",
            description = "From then on nobody has any right in it, its owners included.")
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@Parameter(hidden = true) Principal caller, @PathVariable String projectId) {
        Refusals.check(projects.scheduleDeletion(caller, Gate.projectId(projectId), clock.instant()));
    }

    private ProjectBody found(ProjectId project) {
        return projects.find(project)
                .map(ProjectBody::of)
                .orElseThrow(() -> RequestRefusedException.notFound("project not found"));
    }
}
