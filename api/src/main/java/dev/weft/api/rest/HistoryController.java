package dev.weft.api.rest;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.weft.api.doc.DocumentJson;
import dev.weft.api.problem.RequestRefusedException;
import dev.weft.engine.Engine;
import dev.weft.engine.access.Principal;
import dev.weft.engine.host.DocumentHosts;
import dev.weft.engine.replay.Author;
import dev.weft.engine.replay.Blame;
import dev.weft.engine.replay.History;
import dev.weft.engine.replay.NoSuchStateException;
import dev.weft.engine.replay.PastState;
import dev.weft.engine.replay.StateDifference;
import dev.weft.engine.workflow.WorkflowId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What one workflow's document was, and who made it so. */
@RestController
@RequestMapping(path = "/api/v1/workflows/{workflowId}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "History")
public final class HistoryController {

    private static final String POINT = "sequence of an event, or a time as RFC 3339";

    private final WorkflowRequests requests;
    private final History history;

    public HistoryController(WorkflowRequests requests, Engine engine) {
        this.requests = requests;
        this.history = engine.history();
    }

    /**
     * @param sequence of the last event that is in it
     * @param time when that was written
     */
    record State(long sequence, Instant time, @JsonRawValue String document) {
        static State of(PastState past) {
            return new State(
                    past.sequence(),
                    past.event().time(),
                    DocumentJson.of(past.doc().toJson()));
        }
    }

    record Difference(long from, long to, List<ChangeBody> changes) {
        static Difference of(StateDifference difference) {
            return new Difference(
                    difference.from(),
                    difference.to(),
                    difference.changes().stream().map(ChangeBody::of).toList());
        }
    }

    record BlameBody(long sequence, List<ValueBlame> values, List<TextBlame> texts) {
        static BlameBody of(Blame blame) {
            return new BlameBody(
                    blame.sequence(),
                    blame.values().stream()
                            .map(value -> new ValueBlame(value.path().toString(), value.author()))
                            .toList(),
                    blame.texts().stream()
                            .map(run ->
                                    new TextBlame(run.path().toString(), run.index(), run.characters(), run.author()))
                            .toList());
        }
    }

    /** @param path a JSON pointer into the document */
    record ValueBlame(String path, Author author) {}

    /** @param index of the first character, in UTF-16 units and embeds */
    record TextBlame(String path, int index, String characters, Author author) {}

    @Operation(summary = "The document as it was right after an event")
    @GetMapping("/state")
    State state(
            @Parameter(hidden = true) Principal caller,
            @PathVariable String workflowId,
            @Parameter(description = POINT) @RequestParam String at) {
        WorkflowId id = readable(caller, workflowId);
        return answered(() -> State.of(history.stateAt(id, sequence(id, "at", at))));
    }

    @Operation(summary = "What is different in the document after one event from what it was after another")
    @GetMapping("/diff")
    Difference difference(
            @Parameter(hidden = true) Principal caller,
            @PathVariable String workflowId,
            @Parameter(description = POINT) @RequestParam String from,
            @Parameter(description = POINT) @RequestParam String to) {
        WorkflowId id = readable(caller, workflowId);
        return answered(
                () -> Difference.of(history.difference(id, sequence(id, "from", from), sequence(id, "to", to))));
    }

    @Operation(summary = "Who set each value of the document, and who wrote each run of its texts, by which event")
    @GetMapping("/blame")
    BlameBody blame(
            @Parameter(hidden = true) Principal caller,
            @PathVariable String workflowId,
            @Parameter(description = POINT + "; the present if absent") @RequestParam(required = false) @Nullable
                    String at) {
        WorkflowId id = readable(caller, workflowId);
        return answered(
                () -> BlameBody.of(history.blame(id, at == null ? history.lastSequence(id) : sequence(id, "at", at))));
    }

    private WorkflowId readable(Principal caller, String workflowId) {
        WorkflowId id = Gate.workflowId(workflowId);
        requests.readable(caller, id, DocumentHosts.NOTHING);
        return id;
    }

    private long sequence(WorkflowId id, String name, String point) {
        if (point.chars().allMatch(c -> c >= '0' && c <= '9') && point.length() <= 18 && !point.isEmpty()) {
            return Long.parseLong(point);
        }
        try {
            return history.sequenceAt(id, Instant.parse(point));
        } catch (DateTimeParseException e) {
            throw RequestRefusedException.badRequest(name + " is '" + point
                    + "', expected the sequence of an event, or a time such as 2026-01-31T12:00:00Z");
        }
    }

    private static <T> T answered(Supplier<T> question) {
        try {
            return question.get();
        } catch (NoSuchStateException e) {
            throw RequestRefusedException.notFound(e.getMessage());
        }
    }
}
