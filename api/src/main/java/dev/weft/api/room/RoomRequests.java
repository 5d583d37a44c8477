package dev.weft.api.room;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.weft.engine.Engine;
import dev.weft.engine.access.AccessUnavailableException;
import dev.weft.engine.access.Principal;
import dev.weft.engine.access.ProjectAccess;
import dev.weft.engine.access.Right;
import dev.weft.engine.content.WorkflowNames;
import dev.weft.engine.host.Admission;
import dev.weft.engine.host.Participant;
import dev.weft.engine.log.LogUnavailableException;
import dev.weft.engine.log.RecordedEvent;
import dev.weft.engine.request.DocumentRequest;
import dev.weft.engine.request.RequestOutcome;
import dev.weft.engine.request.RequestRefusal;
import dev.weft.engine.request.UniqueName;
import dev.weft.engine.request.UniqueNames;
import dev.weft.engine.trace.Trace;
import dev.weft.engine.workflow.SavedVersion;
import dev.weft.engine.workflow.WorkflowStanding;
import dev.weft.engine.workflow.WorkflowStanding.VersionPlace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers what clients ask in a room, by the names and in the shapes that Phoenix clients know. What concerns the document is done in its turn, after all that
 * the same client sent before; look-ups run beside, so that they hold nothing up. Safe for use by many threads.
 */
public final class RoomRequests {

    private static final Logger log = LoggerFactory.getLogger(RoomRequests.class);
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Known to clients, and beyond what this server is for. */
    private static final Set<String> UNSUPPORTED = Set.of(
            "save_and_sync",
            "request_adaptors",
            "request_project_adaptors",
            "request_credentials",
            "request_metadata",
            "request_trigger_auth_methods",
            "update_trigger_auth_methods",
            "get_limits",
            "request_history",
            "request_run_steps",
            "list_templates",
            "publish_template",
            "go_live",
            "switch_to_draft",
            "request_releases",
            "request_restore_check",
            "restore_version");

    private final Engine engine;
    private final ProjectAccess access;
    private final UniqueNames names;
    private final RoomBroadcasts broadcasts;
    private final Executor beside = Trace.carriedBy(Executors.newVirtualThreadPerTaskExecutor());

    public RoomRequests(Engine engine, ProjectAccess access, UniqueNames names, RoomBroadcasts broadcasts) {
        this.engine = engine;
        this.access = access;
        this.names = names;
        this.broadcasts = broadcasts;
    }

    /** Through which clients tell everybody in their room. */
    public RoomBroadcasts broadcasts() {
        return broadcasts;
    }

    /**
     * Answers one request.
     *
     * @param at where who asks is
     * @return never fails; completed by a thread that may be blocked
     */
    public CompletableFuture<RoomReply> answer(Admission at, Participant participant, String event, JsonNode payload) {
        return switch (event) {
            case "save_workflow" -> carryOut(new DocumentRequest.Save(), at, participant);
            case "reset_workflow" -> carryOut(new DocumentRequest.Reset(null), at, participant);
            case "get_context" -> lookUp(event, () -> context(at));
            case "request_versions" -> lookUp(event, () -> versions(at));
            case "validate_workflow_name" -> lookUp(event, () -> freeName(at, payload));
            case "check_custom_path" -> lookUp(event, () -> customPath(at, payload));
            case "request_current_user" -> now(RoomReply.ok(Map.of("current_user", Person.of(at.principal()))));
            case "start_applying_workflow" -> broadcast("workflow_applying", true, at, payload);
            case "done_applying_workflow" -> broadcast("workflow_applied", false, at, payload);
            case "start_applying_job_code" -> broadcast("job_code_applying", true, at, payload);
            case "done_applying_job_code" -> broadcast("job_code_applied", false, at, payload);
            default -> now(RoomReply.error(UNSUPPORTED.contains(event) ? "unsupported" : "unknown event " + event));
        };
    }

    private CompletableFuture<RoomReply> carryOut(DocumentRequest request, Admission at, Participant participant) {
        return participant.request(request).thenApplyAsync(outcome -> replyTo(outcome, at), beside);
    }

    private static RoomReply replyTo(RequestOutcome outcome, Admission at) {
        return switch (outcome) {
            case RequestOutcome.Saved(long sequence, SavedVersion version, boolean changed) ->
                RoomReply.ok(new Saved(
                        Instant.ofEpochMilli(version.savedAtMillis()).toString(),
                        version.lockVersion(),
                        WorkflowView.of(at, version),
                        sequence));
            case RequestOutcome.Reset(long sequence, int lockVersion, long before) ->
                RoomReply.ok(new Reset(lockVersion, at.workflowId().toString(), sequence, before));
            case RequestOutcome.Refused(RequestRefusal reason) -> RoomReply.refused(reason);
            case RequestOutcome.Done other ->
                throw new IllegalStateException("neither a save nor a reset ends in " + other);
        };
    }

    /** @param sequence of the last event that is in it */
    private record Saved(
            @JsonProperty("saved_at") String savedAt,
            @JsonProperty("lock_version") int lockVersion,
            WorkflowView workflow,
            long sequence) {}

    /** @param before sequence of the event after which the document was as before the reset */
    private record Reset(
            @JsonProperty("lock_version") int lockVersion,
            @JsonProperty("workflow_id") String workflowId,
            long sequence,
            long before) {}

    private RoomReply context(Admission at) {
        return RoomReply.ok(contextOf(at));
    }

    /** What a client is told when its rights have changed. */
    public RoomPush contextUpdated(Admission at) {
        return new RoomPush("session_context_updated", contextOf(at));
    }

    private RoomContext contextOf(Admission at) {
        Optional<VersionPlace> latest = standing(at).lastVersion();
        Optional<VersionPlace> shown = at.version() == null ? latest : Optional.of(at.version());
        WorkflowView workflow = shown.map(place -> WorkflowView.of(at, version(at, place)))
                .orElseGet(() -> WorkflowView.neverSaved(at));
        return RoomContext.of(at, access, latest.map(VersionPlace::lockVersion).orElse(null), workflow);
    }

    private WorkflowStanding standing(Admission at) {
        return engine.hosts()
                .standing(at.workflowId())
                .join()
                .orElseThrow(() -> new IllegalStateException("workflow " + at.workflowId() + " was joined"));
    }

    private SavedVersion version(Admission at, VersionPlace place) {
        List<RecordedEvent> events = engine.eventLog().read(at.workflowId(), place.sequence(), 1);
        return events.getFirst().event().newVersion().orElseThrow();
    }

    private RoomReply versions(Admission at) {
        List<VersionPlace> places = standing(at).versions();
        List<Version> versions = new ArrayList<>(places.size());
        for (VersionPlace place : places.reversed()) {
            versions.add(new Version(
                    place.lockVersion(),
                    Instant.ofEpochMilli(place.savedAtMillis()).toString(),
                    versions.isEmpty()));
        }
        return RoomReply.ok(Map.of("versions", versions));
    }

    private record Version(
            @JsonProperty("lock_version") int lockVersion,
            @JsonProperty("inserted_at") String insertedAt,
            @JsonProperty("is_latest") boolean isLatest) {}

    private RoomReply freeName(Admission at, JsonNode payload) {
        String wanted = payload.path("workflow").path("name").asString("");
        String free = WorkflowNames.free(wanted, name -> isTaken(at, new UniqueName(UniqueName.Kind.WORKFLOW, name)));
        ObjectNode workflow =
                payload.path("workflow") instanceof ObjectNode given ? given.deepCopy() : JSON.createObjectNode();
        return RoomReply.ok(Map.of("workflow", workflow.put("name", free)));
    }

    private RoomReply customPath(Admission at, JsonNode payload) {
        String path = payload.path("custom_path").asString("");
        return RoomReply.ok(Map.of("taken", isTaken(at, new UniqueName(UniqueName.Kind.CUSTOM_PATH, path))));
    }

    private boolean isTaken(Admission at, UniqueName name) {
        return names.holderOf(at.projectId(), name)
                .filter(holder -> !holder.workflowId().equals(at.workflowId()))
                .isPresent();
    }

    private CompletableFuture<RoomReply> broadcast(String event, boolean withPerson, Admission by, JsonNode payload) {
        if (by.version() != null) {
            return now(RoomReply.refused(new RequestRefusal.ReadOnlyView()));
        }
        try {
            if (!access.may(by.principal(), by.projectId(), Right.EDIT_DOCUMENT)) {
                return now(RoomReply.refused(new RequestRefusal.Unauthorized()));
            }
        } catch (AccessUnavailableException e) {
            return now(RoomReply.refused(new RequestRefusal.Internal("rights can't be read now, try again")));
        }
        String messageId = payload.path("message_id").asString("");
        Principal person = by.principal();
        Object announced = withPerson
                ? new Applying(person.id(), Person.of(person).firstName(), messageId)
                : Map.of("message_id", messageId);
        broadcasts.tellAll(by.workflowId(), new RoomPush(event, announced));
        return now(RoomReply.ok(Map.of()));
    }

    private record Applying(
            @JsonProperty("user_id") String userId,
            @JsonProperty("user_name") String userName,
            @JsonProperty("message_id") String messageId) {}

    private CompletableFuture<RoomReply> lookUp(String event, Supplier<RoomReply> answer) {
        return CompletableFuture.supplyAsync(answer, beside).exceptionally(failure -> {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            if (!(cause instanceof LogUnavailableException || cause instanceof AccessUnavailableException)) {
                log.error("{} could not be answered", event, cause);
            }
            return RoomReply.error("failed to handle " + event);
        });
    }

    private static CompletableFuture<RoomReply> now(RoomReply reply) {
        return CompletableFuture.completedFuture(reply);
    }
}
