package dev.weft.api.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.weft.api.problem.RequestRefusedException;
import dev.weft.engine.access.Principal;
import dev.weft.engine.access.Right;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.persistence.readmodel.DeadLetter;
import dev.weft.persistence.readmodel.DeadLetters;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Events of a project's workflows that read models can't take; for those who manage the project. */
@RestController
@RequestMapping(path = "/api/v1/projects/{projectId}/dead-letters", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Dead letters")
public final class DeadLettersController {

    private final Gate gate;
    private final DeadLetters deadLetters;

    public DeadLettersController(Gate gate, DeadLetters deadLetters) {
        this.gate = gate;
        this.deadLetters = deadLetters;
    }

    record Letters(@JsonProperty("dead_letters") List<Letter> deadLetters) {}

    /**
     * @param model the read model that can't take the event
     * @param waiting events of the workflow that wait, this one included
     */
    record Letter(
            String model,
            @JsonProperty("workflow_id") String workflowId,
            long sequence,
            long position,
            long waiting,
            String error,
            int tries,
            @JsonProperty("parked_at") Instant parkedAt) {
        static Letter of(DeadLetter letter) {
            return new Letter(
                    letter.model(),
                    letter.workflowId().toString(),
                    letter.sequence(),
                    letter.position(),
                    letter.waiting(),
                    letter.error(),
                    letter.tries(),
                    letter.parkedAt());
        }
    }

    /** @param parked what the workflow waits for in the read model now; null if nothing */
    record Outcome(@Nullable Letter parked) {}

    @Operation(
            summary = "Lists events that a read model can't take; for owners and admins",
            description = "Later events of the same workflow wait behind such an event; all other workflows go on.")
    @GetMapping
    Letters list(@Parameter(hidden = true) Principal caller, @PathVariable String projectId) {
        ProjectId project = managed(caller, projectId);
        return new Letters(deadLetters.of(project).stream().map(Letter::of).toList());
    }

    @Operation(summary = "Tries an event again, and then those that wait for it; for owners and admins")
    @PostMapping("/{workflowId}/{model}/retry")
    Outcome retry(
            @Parameter(hidden = true) Principal caller,
            @PathVariable String projectId,
            @PathVariable String workflowId,
            @PathVariable String model) {
        ProjectId project = managed(caller, projectId);
        WorkflowId workflow = Gate.workflowId(workflowId);
        require(deadLetters.retry(project, workflow, model), workflow, model);
        return outcome(project, workflow, model);
    }

    @Operation(
            summary =
                    "Leaves an event out of a read model, and goes on with those that wait for it; for owners and admins",
            description =
                    "The log keeps it. What it would have changed is missing in the read model until that is rebuilt.")
    @DeleteMapping("/{workflowId}/{model}")
    Outcome drop(
            @Parameter(hidden = true) Principal caller,
            @PathVariable String projectId,
            @PathVariable String workflowId,
            @PathVariable String model) {
        ProjectId project = managed(caller, projectId);
        WorkflowId workflow = Gate.workflowId(workflowId);
        require(deadLetters.drop(project, workflow, model, caller.id()), workflow, model);
        return outcome(project, workflow, model);
    }

    private ProjectId managed(Principal caller, String projectId) {
        ProjectId project = Gate.projectId(projectId);
        if (!gate.requireMember(caller, project).may(Right.MANAGE_PROJECT)) {
            throw RequestRefusedException.forbidden("unauthorized");
        }
        return project;
    }

    private static void require(boolean found, WorkflowId workflow, String model) {
        if (!found) {
            throw RequestRefusedException.notFound(
                    "workflow " + workflow + " waits for nothing in read model " + model);
        }
    }

    private Outcome outcome(ProjectId project, WorkflowId workflow, String model) {
        return new Outcome(
                deadLetters.find(project, workflow, model).map(Letter::of).orElse(null));
    }
}
