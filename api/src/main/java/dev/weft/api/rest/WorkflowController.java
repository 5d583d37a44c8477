package dev.weft.api.rest;

import dev.weft.api.doc.DocumentJson;
import dev.weft.api.problem.RequestRefusedException;
import dev.weft.crdt.Doc;
import dev.weft.engine.Engine;
import dev.weft.engine.access.Principal;
import dev.weft.engine.host.DocumentHosts;
import dev.weft.engine.host.LiveDocument;
import dev.weft.engine.workflow.WorkflowId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One workflow: its document as it is now, and what happened to it. */
@RestController
@RequestMapping("/api/v1/workflows/{workflowId}")
@Tag(name = "Workflow")
public final class WorkflowController {

    /** Decoded, updates take a multiple of their bytes. */
    private static final long PAGE_BYTES = 1024 * 1024;

    private final WorkflowRequests requests;
    private final EventPages eventPages;
    private final int mostEvents;

    /** @param mostEvents in one page */
    public WorkflowController(WorkflowRequests requests, Engine engine, int mostEvents) {
        this.requests = requests;
        this.eventPages = new EventPages(engine.eventLog(), PAGE_BYTES);
        this.mostEvents = mostEvents;
    }

    @Operation(summary = "The live document")
    @GetMapping("/document")
    ResponseEntity<byte[]> document(
            @Parameter(hidden = true) Principal caller,
            @PathVariable String workflowId,
            @Parameter(description = "json: an object with a member for each root; update: one Yjs update, format 1")
                    @RequestParam(defaultValue = "json")
                    String format,
            @Parameter(description = "a position that a write answered with") @RequestParam(defaultValue = "-1")
                    long after) {
        WorkflowId id = Gate.workflowId(workflowId);
        requests.readable(caller, id, after);
        return switch (format) {
            case "json" -> {
                LiveDocument document = requests.document(id, after);
                yield tagged(document).contentType(MediaType.APPLICATION_JSON).body(json(document.update()));
            }
            case "update" -> {
                LiveDocument document = requests.document(id, after);
                yield tagged(document)
                        .contentType(MediaType.APPLICATION_OCTET_STREAM)
                        .body(document.update());
            }
            default -> throw RequestRefusedException.badRequest("format is '" + format + "', expected json or update");
        };
    }

    @Operation(summary = "What happened to the workflow, in order")
    @GetMapping(path = "/events", produces = MediaType.APPLICATION_JSON_VALUE)
    EventPage events(
            @Parameter(hidden = true) Principal caller,
            @PathVariable String workflowId,
            @Parameter(description = "sequence of the last event that you have") @RequestParam(defaultValue = "-1")
                    long after,
            @RequestParam(defaultValue = "100") int limit) {
        WorkflowId id = Gate.workflowId(workflowId);
        requests.readable(caller, id, DocumentHosts.NOTHING);
        if (after < -1) {
            throw RequestRefusedException.badRequest("after is " + after + ", expected a sequence of 0 or greater");
        }
        if (limit < 1 || limit > mostEvents) {
            throw RequestRefusedException.badRequest("limit is " + limit + ", expected 1 to " + mostEvents);
        }
        return eventPages.read(id, after, limit);
    }

    /** The tag is the sequence of the last event that is in the document. */
    private static ResponseEntity.BodyBuilder tagged(LiveDocument document) {
        return ResponseEntity.ok().eTag("\"" + (document.nextSequence() - 1) + "\"");
    }

    private static byte[] json(byte[] update) {
        Doc doc = new Doc();
        doc.applyUpdate(update);
        return DocumentJson.of(doc.toJson()).getBytes(StandardCharsets.UTF_8);
    }
}
