package dev.weft.api.rest;

import dev.weft.api.problem.RequestRefusedException;
import dev.weft.engine.access.Principal;
import dev.weft.persistence.access.Project;
import dev.weft.persistence.access.Projects;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The projects of the caller. */
@RestController
@RequestMapping("/api/v1/projects")
@Tag(name = "Projects")
public final class ProjectsController {

    private final Projects projects;
    private final ProjectCreators creators;

    public ProjectsController(Projects projects, ProjectCreators creators) {
        this.projects = projects;
        this.creators = creators;
    }

    record NewProject(@Nullable String name) {}

    record ProjectList(List<ProjectBody> projects) {}

    @Operation(summary = "Creates a project, whose owner is the caller")
    @PostMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ProjectBody> create(@Parameter(hidden = true) Principal caller, @RequestBody NewProject requested) {
        if (!creators.include(caller)) {
            throw RequestRefusedException.forbidden(creators.expected());
        }
        Project created = projects.create(caller, ProjectBody.checkedName(requested.name()));
        return ResponseEntity.created(URI.create("/api/v1/projects/" + created.id()))
                .body(ProjectBody.of(created));
    }

    @Operation(summary = "Lists the projects that the caller is a member of, by name")
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    ProjectList list(@Parameter(hidden = true) Principal caller) {
        return new ProjectList(projects.of(caller).stream().map(ProjectBody::of).toList());
    }
}
