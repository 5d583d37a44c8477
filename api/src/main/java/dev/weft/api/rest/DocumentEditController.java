package dev.weft.api.rest;

import dev.weft.api.problem.RequestRefusedException;
import dev.weft.engine.access.Principal;
import dev.weft.engine.content.patch.JsonPatch;
import dev.weft.engine.content.patch.PatchException;
import dev.weft.engine.request.DocumentRequest;
import dev.weft.engine.request.EditRefusedException;
import dev.weft.engine.request.RequestOutcome;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Edits of live documents by programs. People in the document just see them; the log names who made them, and with what. */
@RestController
@RequestMapping("/api/v1/workflows/{workflowId}/document")
@Tag(name = "Workflow")
public final class DocumentEditController {

    static final String JSON_PATCH = "application/json-patch+json";

    private static final Pattern SEQUENCE_TAG = Pattern.compile("\"(?<sequence>0|[1-9][0-9]{0,17})\"");
    private static final String ANY = "*";

    private final WorkflowRequests requests;

    public DocumentEditController(WorkflowRequests requests) {
        this.requests = requests;
    }

    /** @param sequence of the event that holds the edit */
    record Edited(long sequence, long position) {}

    @Operation(
            summary = "Edits the live document by a JSON Patch (RFC 6902)",
            description =
                    "The patch is about the JSON that GET gives, and is applied as a whole or not at all. It becomes edits that keep"
                            + " members and texts: what others type at the same time survives. If-Match with the ETag of a GET refuses"
                            + " it (412) if the document has changed; an Idempotency-Key makes it harmless to repeat; Weft-Tool names"
                            + " the tool in the log.")
    @PatchMapping(
            consumes = {JSON_PATCH, MediaType.APPLICATION_JSON_VALUE},
            produces = MediaType.APPLICATION_JSON_VALUE)
    Edited patch(
            @Parameter(hidden = true) Principal caller,
            @PathVariable String workflowId,
            @RequestBody byte[] body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            HttpServletRequest http) {
        JsonPatch patch = parsed(body);
        DocumentRequest.Edit edit = new DocumentRequest.Edit(
                document -> {
                    try {
                        patch.applyTo(document);
                    } catch (PatchException e) {
                        throw new EditRefusedException(e.getMessage());
                    }
                },
                sequenceIn(ifMatch));
        long sequence = requests.carryOut(caller, workflowId, http, body, edit, RequestOutcome.Edited.class)
                .sequence();
        return new Edited(sequence, requests.position(workflowId, sequence));
    }

    private static JsonPatch parsed(byte[] body) {
        try {
            return JsonPatch.parse(new String(body, StandardCharsets.UTF_8));
        } catch (PatchException e) {
            throw RequestRefusedException.badRequest(e.getMessage());
        }
    }

    private static @Nullable Long sequenceIn(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.equals(ANY)) {
            return null;
        }
        Matcher tag = SEQUENCE_TAG.matcher(ifMatch);
        if (!tag.matches()) {
            throw RequestRefusedException.badRequest(
                    "If-Match is '" + ifMatch + "', expected the ETag of a document, such as \"12\"");
        }
        return Long.valueOf(tag.group("sequence"));
    }
}
