package dev.weft.api.rest;

import dev.weft.api.problem.RequestRefusedException;
import dev.weft.engine.access.Principal;
import dev.weft.engine.join.JoinOutcome;
import dev.weft.engine.request.Requester;
import dev.weft.engine.workflow.JoinKind;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.persistence.draft.WorkflowListing;
import dev.weft.persistence.draft.WorkflowSummary;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The workflows of one project. */
@RestController
@RequestMapping("/api/v1/projects/{projectId}/workflows")
@Tag(name = "Workflows")
public final class WorkflowsController {

    private static final int LONGEST_NAME = 255;
    private static final byte[] NO_BODY = {};

    private final Gate gate;
    private final WorkflowCreation creation;
    private final WorkflowListing listing;
    private final Positions positions;

    public WorkflowsController(Gate gate, WorkflowCreation creation, WorkflowListing listing, Positions positions) {
        this.gate = gate;
        this.creation = creation;
        this.listing = listing;
        this.positions = positions;
    }

    /**
     * A workflow to be made.
     *
     * @param id chosen by the client, so that a repeated request makes no second one; drawn by the server if absent
     * @param name {@code Untitled workflow} if absent
     */
    record NewWorkflow(@Nullable String id, @Nullable String name) {}

    record CreatedWorkflow(String id, String projectId, long position) {}

    /** @param next what to ask for with {@code cursor} to get the following page; null at the end */
    record ListedPage(List<Listed> workflows, @Nullable String next) {}

    /** @param updatedAt when the document was last edited, or else created */
    record Listed(String id, String name, Instant createdAt, Instant updatedAt, long editCount) {
        static Listed of(WorkflowSummary summary) {
            return new Listed(
                    summary.workflowId().toString(),
                    summary.name(),
                    summary.createdAt(),
                    summary.updatedAt(),
                    summary.editCount());
        }
    }

    @Operation(summary = "Creates a workflow; 409 with its location if the id is known already")
    @PostMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<CreatedWorkflow> create(
            @Parameter(hidden = true) Principal caller,
            HttpServletRequest http,
            @PathVariable String projectId,
            @RequestBody(required = false) @Nullable NewWorkflow requested) {
        ProjectId project = Gate.projectId(projectId);
        if (!gate.requireMember(caller, project).mayWrite()) {
            throw RequestRefusedException.forbidden("unauthorized");
        }
        NewWorkflow workflow = requested == null ? new NewWorkflow(null, null) : requested;
        WorkflowId id = workflow.id() == null ? new WorkflowId(UUID.randomUUID()) : Gate.workflowId(workflow.id());
        URI location = URI.create("/api/v1/workflows/" + id + "/document");
        Requester requester = HttpRequester.of(caller, http, NO_BODY);
        return switch (creation.create(requester, project, id, checkedName(workflow.name()))) {
            case JoinOutcome.Joined(JoinKind kind, var admission)
            when kind == JoinKind.NEW ->
                ResponseEntity.created(location)
                        .body(new CreatedWorkflow(id.toString(), project.toString(), positions.of(id, 0)));
            case JoinOutcome.Joined joined ->
                throw RequestRefusedException.conflict("workflow " + id + " exists already", location);
            case JoinOutcome.Refused refused -> throw RequestRefusedException.of(refused.reason());
        };
    }

    @Operation(summary = "Lists workflows, those edited last first")
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    ListedPage list(
            @Parameter(hidden = true) Principal caller,
            @PathVariable String projectId,
            @Parameter(description = "next of the page before") @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "100") int limit,
            @Parameter(description = "a position that a write answered with") @RequestParam(defaultValue = "-1")
                    long after) {
        ProjectId project = Gate.projectId(projectId);
        gate.requireMember(caller, project);
        if (limit < 1 || limit > WorkflowListing.MAX_LIMIT) {
            throw RequestRefusedException.badRequest(
                    "limit is " + limit + ", expected 1 to " + WorkflowListing.MAX_LIMIT);
        }
        Optional<WorkflowListing.Cursor> from = Optional.ofNullable(cursor).map(WorkflowsController::parsed);
        positions.awaitReadModels(after);
        WorkflowListing.Page page = listing.list(project, limit, from);
        return new ListedPage(
                page.workflows().stream().map(Listed::of).toList(),
                page.next() == null ? null : page.next().toString());
    }

    private static WorkflowListing.Cursor parsed(String text) {
        return WorkflowListing.Cursor.parse(text)
                .orElseThrow(() -> RequestRefusedException.badRequest(
                        "cursor is '" + text + "', expected what a page before gave as next"));
    }

    private static @Nullable String checkedName(@Nullable String name) {
        if (name != null && (name.isBlank() || name.length() > LONGEST_NAME)) {
            throw RequestRefusedException.badRequest("name is " + (name.isBlank() ? "blank" : "too long")
                    + ", expected 1 to " + LONGEST_NAME + " characters");
        }
        return name;
    }
}
