package dev.weft.api.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.weft.api.problem.RequestRefusedException;
import dev.weft.engine.Engine;
import dev.weft.engine.access.Principal;
import dev.weft.engine.content.merge.MergeConflict;
import dev.weft.engine.request.DocumentRequest;
import dev.weft.engine.request.RequestOutcome;
import dev.weft.engine.workflow.SavedVersion;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.engine.workflow.WorkflowStanding;
import dev.weft.engine.workflow.WorkflowStanding.VersionPlace;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * One workflow as it is saved: what is saved, and what changes that. Writes answer with a position; a read that is told it by {@code after} sees what was
 * written, on every node.
 */
@RestController
@RequestMapping(path = "/api/v1/workflows/{workflowId}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Saved workflow")
public final class SavedWorkflowController {

    private static final Pattern VERSION_TAG = Pattern.compile("\"v(?<number>0|[1-9][0-9]{0,8})\"");
    private static final String DEFAULT_SOURCE = "api";

    private final WorkflowRequests requests;
    private final Engine engine;
    private final JsonMapper json;

    public SavedWorkflowController(WorkflowRequests requests, Engine engine, JsonMapper json) {
        this.requests = requests;
        this.engine = engine;
        this.json = json;
    }

    record Versions(List<Version> versions) {}

    record Version(
            @JsonProperty("lock_version") int lockVersion,
            @JsonProperty("inserted_at") Instant insertedAt,
            @JsonProperty("is_latest") boolean isLatest) {}

    /** @param changed whether this save made the version */
    record Saved(
            @JsonProperty("lock_version") int lockVersion,
            boolean changed,
            @JsonProperty("saved_at") Instant savedAt,
            long position) {}

    /** @param before sequence of the event after which the document was as before */
    record Reset(
            @JsonProperty("lock_version") int lockVersion,
            @JsonProperty("workflow_id") String workflowId,
            long before,
            long position) {}

    /** @param conflicts where the document keeps something else */
    record Changed(@JsonProperty("lock_version") int lockVersion, List<Conflict> conflicts, long position) {}

    record Conflict(
            String path, @Nullable Object ours, @Nullable Object theirs) {
        static Conflict of(MergeConflict conflict) {
            return new Conflict(conflict.path(), conflict.ours(), conflict.theirs());
        }
    }

    record Undeleted(@JsonProperty("lock_version") int lockVersion, long position) {}

    record Position(long position) {}

    /** @param version null for the last */
    record ResetTo(@Nullable Integer version) {}

    /** Exactly one of the two. */
    record RestoreTo(@Nullable Integer version, @Nullable Long sequence) {}

    @Operation(summary = "What is saved; lock_version 0 if nothing ever was")
    @GetMapping
    ResponseEntity<WorkflowBody> current(
            @Parameter(hidden = true) Principal caller,
            @PathVariable String workflowId,
            @Parameter(description = "a position that a write answered with") @RequestParam(defaultValue = "-1")
                    long after) {
        WorkflowId id = Gate.workflowId(workflowId);
        WorkflowStanding standing = requests.readable(caller, id, after);
        return ResponseEntity.ok()
                .eTag(versionTag(standing.lockVersion()))
                .body(WorkflowBody.of(engine.saved().current(id, standing)));
    }

    @Operation(summary = "All versions, the last first")
    @GetMapping("/versions")
    Versions versions(
            @Parameter(hidden = true) Principal caller,
            @PathVariable String workflowId,
            @RequestParam(defaultValue = "-1") long after) {
        WorkflowStanding standing = requests.readable(caller, Gate.workflowId(workflowId), after);
        return new Versions(standing.versions().reversed().stream()
                .map(place -> version(place, standing))
                .toList());
    }

    private static Version version(VersionPlace place, WorkflowStanding standing) {
        return new Version(
                place.lockVersion(),
                Instant.ofEpochMilli(place.savedAtMillis()),
                place.lockVersion() == standing.lockVersion());
    }

    @Operation(summary = "One version, as it was saved")
    @GetMapping("/versions/{number}")
    ResponseEntity<WorkflowBody> version(
            @Parameter(hidden = true) Principal caller,
            @PathVariable String workflowId,
            @PathVariable int number,
            @RequestParam(defaultValue = "-1") long after) {
        WorkflowId id = Gate.workflowId(workflowId);
        WorkflowStanding standing = requests.readable(caller, id, after);
        return engine.saved()
                .version(id, standing, number)
                .map(version -> ResponseEntity.ok().eTag(versionTag(number)).body(WorkflowBody.of(version)))
                .orElseThrow(() -> RequestRefusedException.notFound("snapshot version " + number + " not found"));
    }

    @Operation(
            summary = "Saves the document",
            description =
                    "422 names what is wrong by path; the document shows it, too. Without a change it makes no version.")
    @PostMapping("/save")
    Saved save(@Parameter(hidden = true) Principal caller, @PathVariable String workflowId, HttpServletRequest http) {
        RequestOutcome.Saved saved = requests.carryOut(
                caller, workflowId, http, new byte[0], new DocumentRequest.Save(), RequestOutcome.Saved.class);
        return new Saved(
                saved.version().lockVersion(),
                saved.changed(),
                Instant.ofEpochMilli(saved.version().savedAtMillis()),
                requests.position(workflowId, saved.sequence()));
    }

    @Operation(summary = "Gives the document the content of the last version, or of another one")
    @PostMapping("/reset")
    Reset reset(
            @Parameter(hidden = true) Principal caller,
            @PathVariable String workflowId,
            @RequestBody(required = false) @Nullable ResetTo target,
            HttpServletRequest http) {
        Integer version = target == null ? null : target.version();
        return reset(caller, workflowId, http, new DocumentRequest.Reset(version));
    }

    @Operation(
            summary = "Gives the document the content that a version has, or that it had after an event",
            description =
                    "As a new edit, which people in the document just see. Name exactly one of version and sequence.")
    @PostMapping("/restore")
    Reset restore(
            @Parameter(hidden = true) Principal caller,
            @PathVariable String workflowId,
            @RequestBody RestoreTo target,
            HttpServletRequest http) {
        if (target.version() != null && target.sequence() == null) {
            return reset(caller, workflowId, http, new DocumentRequest.Reset(target.version()));
        }
        if (target.sequence() != null && target.version() == null) {
            return reset(caller, workflowId, http, requests.restoration(caller, workflowId, target.sequence()));
        }
        throw RequestRefusedException.badRequest("the body names "
                + (target.version() == null ? "neither version nor sequence" : "both version and sequence")
                + ", expected exactly one of them");
    }

    private Reset reset(Principal caller, String workflowId, HttpServletRequest http, DocumentRequest request) {
        RequestOutcome.Reset reset = requests.carryOut(
                caller,
                workflowId,
                http,
                request.toString().getBytes(StandardCharsets.UTF_8),
                request,
                RequestOutcome.Reset.class);
        return new Reset(
                reset.lockVersion(),
                Gate.workflowId(workflowId).toString(),
                reset.before(),
                requests.position(workflowId, reset.sequence()));
    }

    @Operation(
            summary = "Changes what is saved, from outside of the document",
            description =
                    "The body is a workflow in full, as GET gives it. The change becomes the next version and is merged into the"
                            + " document: what people have not saved yet stays. If-Match with the ETag of a GET refuses the change"
                            + " if another version is the last by now.")
    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    Changed put(
            @Parameter(hidden = true) Principal caller,
            @PathVariable String workflowId,
            @RequestBody byte[] body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = HttpRequester.TOOL, defaultValue = DEFAULT_SOURCE) String source,
            HttpServletRequest http) {
        DocumentRequest.ChangeSaved change =
                new DocumentRequest.ChangeSaved(OutsideContent.read(body, json), source, versionIn(ifMatch));
        RequestOutcome.SavedChanged changed =
                requests.carryOut(caller, workflowId, http, body, change, RequestOutcome.SavedChanged.class);
        return new Changed(
                changed.version().lockVersion(),
                changed.conflicts().stream().map(Conflict::of).toList(),
                requests.position(workflowId, changed.sequence()));
    }

    private static @Nullable Integer versionIn(@Nullable String ifMatch) {
        if (ifMatch == null) {
            return null;
        }
        Matcher tag = VERSION_TAG.matcher(ifMatch);
        if (!tag.matches()) {
            throw RequestRefusedException.badRequest(
                    "If-Match is '" + ifMatch + "', expected the ETag of a workflow, such as \"v3\"");
        }
        return Integer.valueOf(tag.group("number"));
    }

    private static String versionTag(int lockVersion) {
        return "\"v" + lockVersion + "\"";
    }

    @Operation(
            summary = "Deletes the workflow, or purges a deleted one",
            description =
                    "Deleted, it is hidden from lists, can be looked at, and can be undeleted. Purged, it is gone, and its id is"
                            + " never used again.")
    @DeleteMapping
    Position delete(
            @Parameter(hidden = true) Principal caller,
            @PathVariable String workflowId,
            @Parameter(description = "true: of a deleted workflow leave nothing but its tombstone")
                    @RequestParam(defaultValue = "false")
                    boolean purge,
            HttpServletRequest http) {
        DocumentRequest request = purge ? new DocumentRequest.Purge() : new DocumentRequest.Delete();
        long sequence = requests.carryOut(caller, workflowId, http, new byte[0], request, RequestOutcome.Done.class)
                .sequence();
        return new Position(requests.position(workflowId, sequence));
    }

    @Operation(
            summary = "Brings a deleted workflow back",
            description = "Under its old name if that is free, with all triggers disabled and without custom paths.")
    @PostMapping("/undelete")
    Undeleted undelete(
            @Parameter(hidden = true) Principal caller, @PathVariable String workflowId, HttpServletRequest http) {
        RequestOutcome.Undeleted undeleted = requests.carryOut(
                caller, workflowId, http, new byte[0], new DocumentRequest.Undelete(), RequestOutcome.Undeleted.class);
        SavedVersion version = undeleted.version();
        return new Undeleted(
                version == null ? 0 : version.lockVersion(), requests.position(workflowId, undeleted.sequence()));
    }
}
