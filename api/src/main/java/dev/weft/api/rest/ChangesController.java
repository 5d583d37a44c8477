package dev.weft.api.rest;

import dev.weft.api.auth.Caller;
import dev.weft.api.changes.ChangeFeed;
import dev.weft.api.changes.ChangeScope;
import dev.weft.api.problem.RequestRefusedException;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.persistence.changes.ChangeLog;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Streams of changes, by server-sent events. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
@Tag(name = "Changes")
public final class ChangesController {

    private static final String LAST_EVENT_ID = "Last-Event-ID";
    private static final String DESCRIPTION =
            "Server-sent events, one for each event of the log, in order and without gaps. Their ids are positions: a"
                    + " client that comes back with Last-Event-ID, as browsers do, or with after, hears of all that it has missed; one that"
                    + " names none hears of what comes from now on. The stream ends with the right to read, and with the token.";
    private static final Pattern POSITION = Pattern.compile("[0-9]{1,18}");

    private final WorkflowRequests requests;
    private final Gate gate;
    private final ChangeFeed feed;
    private final ChangeLog changeLog;

    public ChangesController(WorkflowRequests requests, Gate gate, ChangeFeed feed, ChangeLog changeLog) {
        this.requests = requests;
        this.gate = gate;
        this.feed = feed;
        this.changeLog = changeLog;
    }

    @Operation(summary = "Changes of a workflow, as they come", description = DESCRIPTION)
    @GetMapping("/workflows/{workflowId}/changes")
    ResponseEntity<SseEmitter> ofWorkflow(
            @Parameter(hidden = true) Caller caller,
            @PathVariable String workflowId,
            @RequestHeader(name = LAST_EVENT_ID, required = false) @Nullable String lastEventId,
            @RequestParam(required = false) @Nullable String after) {
        WorkflowId id = Gate.workflowId(workflowId);
        ProjectId project = requests.readable(caller.principal(), id, -1).projectId();
        return stream(new ChangeScope.OfWorkflow(project, id), caller, lastEventId, after);
    }

    @Operation(summary = "Changes of all workflows of a project, as they come", description = DESCRIPTION)
    @GetMapping("/projects/{projectId}/changes")
    ResponseEntity<SseEmitter> ofProject(
            @Parameter(hidden = true) Caller caller,
            @PathVariable String projectId,
            @RequestHeader(name = LAST_EVENT_ID, required = false) @Nullable String lastEventId,
            @RequestParam(required = false) @Nullable String after) {
        ProjectId project = Gate.projectId(projectId);
        gate.requireMember(caller.principal(), project);
        return stream(new ChangeScope.OfProject(project), caller, lastEventId, after);
    }

    private ResponseEntity<SseEmitter> stream(
            ChangeScope scope, Caller caller, @Nullable String lastEventId, @Nullable String after) {
        SseEmitter emitter = new SseEmitter(0L); // ended by us, or by a client that is gone
        Runnable end = feed.listen(scope, caller, start(lastEventId, after), new SseSink(emitter));
        emitter.onCompletion(end);
        emitter.onError(_ -> end.run());
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header("X-Accel-Buffering", "no") // proxies are to pass each event on at once
                .header(HttpHeaders.CONTENT_TYPE, MediaType.TEXT_EVENT_STREAM_VALUE)
                .body(emitter);
    }

    /** A browser that comes back sends both: what it asked for first, and the last event that it got since. */
    private long start(@Nullable String lastEventId, @Nullable String after) {
        long end = changeLog.lastPosition();
        if (lastEventId != null && !lastEventId.isEmpty()) {
            return position(LAST_EVENT_ID, lastEventId, end);
        }
        return after == null ? end : position("after", after, end);
    }

    private static long position(String name, String text, long end) {
        if (!POSITION.matcher(text).matches() || Long.parseLong(text) > end) {
            throw RequestRefusedException.badRequest(
                    name + " is '" + text + "', expected a position from 0 to " + end + ", the last one in the log");
        }
        return Long.parseLong(text);
    }
}
