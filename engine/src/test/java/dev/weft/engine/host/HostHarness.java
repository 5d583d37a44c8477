package dev.weft.engine.host;

import dev.weft.engine.access.AccessUnavailableException;
import dev.weft.engine.access.Principal;
import dev.weft.engine.access.ProjectAccess;
import dev.weft.engine.access.Role;
import dev.weft.engine.join.FreshWorkflows;
import dev.weft.engine.log.AppendOutcome;
import dev.weft.engine.log.EventLog;
import dev.weft.engine.request.ClaimedNames;
import dev.weft.engine.request.DocumentRequest;
import dev.weft.engine.request.InMemoryUniqueNames;
import dev.weft.engine.request.RequestOutcome;
import dev.weft.engine.request.RequestPlanner;
import dev.weft.engine.request.Requester;
import dev.weft.engine.request.UniqueNames;
import dev.weft.engine.workflow.AppendedUpdate;
import dev.weft.engine.workflow.EventOrigin;
import dev.weft.engine.workflow.HostEvent;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.SessionId;
import dev.weft.engine.workflow.UpdateBytes;
import dev.weft.engine.workflow.UpdatesAppended;
import dev.weft.engine.workflow.WorkflowCreated;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.engine.workflow.WorkflowSeed;
import dev.weft.sync.awareness.AwarenessUpdate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A host whose log, time and participants a test holds in its hands. */
final class HostHarness {
    private final List<AwarenessUpdate> toldOtherNodes = new ArrayList<>();
    static final WorkflowId WORKFLOW = new WorkflowId(UUID.fromString("11111111-0000-4000-8000-000000000001"));
    static final ProjectId PROJECT = new ProjectId(UUID.fromString("22222222-0000-4000-8000-000000000001"));

    /** Client id of the host's own edits. */
    static final long SERVER = 77;

    final FakeLog log = new FakeLog();
    final UniqueNames names = new InMemoryUniqueNames(() -> Instant.EPOCH);
    final List<Attempt> attempts = new ArrayList<>();
    final List<UUID> retries = new ArrayList<>();
    final List<Long> sendsLater = new ArrayList<>();
    final DocumentHost host;

    private final Map<String, Role> roles = new HashMap<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private long appendIds;
    private boolean rightsAreUnreadable;

    /** An append as the host asked for it. */
    record Attempt(long expectedSequence, HostEvent event, EventOrigin origin) {
        List<UpdateBytes> updates() {
            return event.documentUpdates();
        }
    }

    HostHarness() {
        this(HostSettings.defaults());
    }

    HostHarness(HostSettings settings) {
        WorkflowSeed seed = new FreshWorkflows(new Random(1)).seedOf(WORKFLOW);
        log.append(0, new WorkflowCreated(WORKFLOW, PROJECT, seed.name(), seed.update(), 0));
        host = host(settings, log);
        host.load(DocumentCheckpoints.none());
    }

    /** Another host, not yet loaded. */
    DocumentHost hostOver(EventLog otherLog) {
        return host(HostSettings.defaults(), otherLog);
    }

    private DocumentHost host(HostSettings settings, EventLog eventLog) {
        return new DocumentHost(
                WORKFLOW,
                settings,
                eventLog,
                access(),
                new RequestPlanner(new ClaimedNames(names, eventLog)),
                effects(),
                () -> now,
                () -> new UUID(0, ++appendIds),
                SERVER);
    }

    private ProjectAccess access() {
        return new ProjectAccess() {
            @Override
            public Optional<Role> roleOf(Principal principal, ProjectId project) {
                if (rightsAreUnreadable) {
                    throw new AccessUnavailableException("as the test wants it", new RuntimeException());
                }
                return Optional.ofNullable(roles.get(principal.id()));
            }

            @Override
            public boolean exists(ProjectId project) {
                return true;
            }
        };
    }

    /** What the host told other nodes of its participants, in order. */
    List<AwarenessUpdate> toldOtherNodes() {
        return toldOtherNodes;
    }

    private HostEffects effects() {
        return new HostEffects() {
            @Override
            public void append(long expectedSequence, HostEvent event, EventOrigin origin) {
                attempts.add(new Attempt(expectedSequence, event, origin));
            }

            @Override
            public void tellOtherNodes(AwarenessUpdate update) {
                toldOtherNodes.add(update);
            }

            @Override
            public void sendLater(long millis) {
                sendsLater.add(millis);
            }

            @Override
            public void retryLater(UUID appendId, int failedAttempts) {
                retries.add(appendId);
            }
        };
    }

    TestParticipant editor(String name) {
        return participant(name, Role.EDITOR);
    }

    TestParticipant viewer(String name) {
        return participant(name, Role.VIEWER);
    }

    private TestParticipant participant(String name, Role role) {
        roles.put(name, role);
        TestParticipant participant = new TestParticipant(host, name);
        host.audience().join(participant.seat());
        return participant;
    }

    /** Somebody who is not in the document asks. */
    CompletableFuture<RequestOutcome> outsiderAsks(DocumentRequest request) {
        roles.put("tool", Role.EDITOR);
        CompletableFuture<RequestOutcome> answer = new CompletableFuture<>();
        Requester requester = new Requester(new Principal("tool", Map.of()), new SessionId("tool"), "tool", null, null);
        host.receive(new PendingRequest(request, requester, PROJECT, null, answer));
        return answer;
    }

    TestParticipant owner(String name) {
        return participant(name, Role.OWNER);
    }

    void takeRoleFrom(TestParticipant participant) {
        roles.remove(participant.name());
    }

    void giveRole(TestParticipant participant, Role role) {
        roles.put(participant.name(), role);
    }

    /** While they are, whoever asks is told so. */
    void rightsAreUnreadable(boolean unreadable) {
        rightsAreUnreadable = unreadable;
    }

    Attempt lastAttempt() {
        return attempts.getLast();
    }

    /** The last attempt reaches the store, and its outcome the host. */
    void storeDecides() {
        Attempt attempt = lastAttempt();
        boolean stored = log.append(attempt.expectedSequence(), attempt.event());
        finish(attempt, stored ? new AppendOutcome.Committed() : new AppendOutcome.Conflict());
    }

    /** The last attempt reaches the store, but its outcome not the host. */
    void storeDecidesAndTheOutcomeIsLost() {
        log.append(lastAttempt().expectedSequence(), lastAttempt().event());
        outcomeIsLost();
    }

    void outcomeIsLost() {
        finish(lastAttempt(), new AppendOutcome.Unknown(new RuntimeException("connection lost")));
    }

    void finish(Attempt attempt, AppendOutcome outcome) {
        host.appendFinished(attempt.event().appendId(), outcome);
    }

    /** Another node appends updates. */
    void anotherNodeAppends(UpdateBytes... updates) {
        List<AppendedUpdate> appended = new ArrayList<>();
        for (UpdateBytes update : updates) {
            appended.add(new AppendedUpdate(update, "zoe", new SessionId("elsewhere"), null, 0));
        }
        log.append(log.length(), new UpdatesAppended(new UUID(1, log.length()), appended));
    }

    void passes(Duration time) {
        now = now.plus(time);
        host.tick();
    }

    String text() {
        return Typist.textIn(host.snapshot());
    }
}
