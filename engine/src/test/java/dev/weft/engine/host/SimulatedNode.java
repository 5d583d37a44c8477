package dev.weft.engine.host;

import dev.weft.engine.access.Principal;
import dev.weft.engine.access.ProjectAccess;
import dev.weft.engine.access.Role;
import dev.weft.engine.host.SimulatedStore.Request;
import dev.weft.engine.log.AppendOutcome;
import dev.weft.engine.log.LogUnavailableException;
import dev.weft.engine.request.ClaimedNames;
import dev.weft.engine.request.DocumentRequest;
import dev.weft.engine.request.RequestOutcome;
import dev.weft.engine.request.RequestPlanner;
import dev.weft.engine.request.RequestRefusal;
import dev.weft.engine.request.Requester;
import dev.weft.engine.workflow.EventOrigin;
import dev.weft.engine.workflow.HostEvent;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.SessionId;
import dev.weft.sync.awareness.AwarenessUpdate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One node that hosts the document, or not: it crashes, and opens it anew when the next client comes. */
final class SimulatedNode implements HostEffects {
    private static final ProjectAccess EVERYBODY_EDITS = new ProjectAccess() {
        @Override
        public Optional<Role> roleOf(Principal principal, ProjectId project) {
            return Optional.of(Role.EDITOR);
        }

        @Override
        public boolean exists(ProjectId project) {
            return true;
        }
    };

    private final SimulatedStore store;
    private final RandomGenerator random;
    private final HostSettings settings;
    private final List<SimulatedConnection> connections = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();
    private final List<UUID> retries = new ArrayList<>();
    private final List<Request> open = new ArrayList<>();
    private @Nullable DocumentHost host;
    private int life;

    /** Whether the host has done anything since the last check. */
    private boolean unchecked;

    record Outcome(UUID appendId, AppendOutcome outcome) {}

    SimulatedNode(SimulatedStore store, HostSettings settings, RandomGenerator random) {
        this.store = store;
        this.settings = settings;
        this.random = random;
    }

    @Nullable
    DocumentHost host() {
        return host;
    }

    List<SimulatedConnection> connections() {
        return connections;
    }

    List<Outcome> outcomes() {
        return outcomes;
    }

    List<UUID> retries() {
        return retries;
    }

    void accept(SimulatedClient client) {
        if (host == null && !openDocument()) {
            return;
        }
        SimulatedConnection connection = new SimulatedConnection(client, this);
        connections.add(connection);
        host.audience().join(connection.seat());
        client.connectedBy(connection);
    }

    /** Somebody who is not in the document asks; told only what is in the log by then. */
    void ask(DocumentRequest request) {
        if (host == null && !openDocument()) {
            return;
        }
        unchecked = true;
        CompletableFuture<RequestOutcome> answer = new CompletableFuture<>();
        answer.thenAccept(outcome -> {
            if (outcome instanceof RequestOutcome.Done done && done.sequence() >= store.length()) {
                throw new AssertionError("told of event " + done.sequence() + ", which isn't in the log: " + done);
            }
            if (outcome instanceof RequestOutcome.Refused(RequestRefusal.Internal internal)
                    && internal.detail().contains("server failed")) {
                throw new AssertionError("planning " + request + " failed");
            }
        });
        Requester tool = new Requester(new Principal("tool", Map.of()), new SessionId("tool"), "tool", null, null);
        host.receive(new PendingRequest(request, tool, HostHarness.PROJECT, null, answer));
    }

    /** Nobody has edited for a while. */
    void rest() {
        if (host != null) {
            host.rest();
        }
    }

    private boolean openDocument() {
        DocumentHost opening = new DocumentHost(
                HostHarness.WORKFLOW,
                settings,
                store,
                EVERYBODY_EDITS,
                new RequestPlanner(new ClaimedNames(store.names(), store)),
                this,
                () -> Instant.EPOCH,
                () -> new UUID(random.nextLong(), random.nextLong()),
                Integer.toUnsignedLong(random.nextInt()));
        try {
            opening.load(DocumentCheckpoints.none());
        } catch (LogUnavailableException e) {
            return false;
        }
        host = opening;
        unchecked = true;
        return true;
    }

    /** Handles the next frame of a connection, or notices that there won't be another. */
    void read(SimulatedConnection connection) {
        unchecked = true;
        if (connection.toNode().isEmpty()) {
            connections.remove(connection);
            host.audience().leave(connection.seat());
        } else {
            host.receive(connection.seat(), connection.toNode().remove());
        }
    }

    void crash() {
        life++;
        host = null;
        outcomes.clear();
        retries.clear();
        open.clear();
        connections.forEach(connection -> connection.breakOff(true));
        connections.clear();
    }

    void evict() {
        if (host != null && host.isIdle()) {
            crash();
        }
    }

    @Override
    public void append(long expectedSequence, HostEvent event, EventOrigin origin) {
        for (Request other : open) {
            boolean isDead = other.expectedSequence() < expectedSequence;
            if (!isDead && !other.event().equals(event)) {
                throw new AssertionError("two appends of one host are under way at once");
            }
        }
        Request request = new Request(this, life, expectedSequence, event);
        open.add(request);
        store.take(request);
    }

    @Override
    public void tellOtherNodes(AwarenessUpdate update) {
        // Nobody here has awareness.
    }

    @Override
    public void sendLater(long millis) {
        throw new AssertionError("there are too few participants for anything to wait");
    }

    @Override
    public void retryLater(UUID appendId, int failedAttempts) {
        retries.add(appendId);
    }

    /** The store has decided, or nobody will ever know. */
    void learn(Request request, AppendOutcome outcome) {
        if (request.nodeLife() == life) {
            open.remove(request);
            outcomes.add(new Outcome(request.event().appendId(), outcome));
        }
    }

    void hear(Outcome outcome) {
        unchecked = true;
        outcomes.remove(outcome);
        host.appendFinished(outcome.appendId(), outcome.outcome());
    }

    void retry(UUID appendId) {
        unchecked = true;
        retries.remove(appendId);
        host.retry(appendId);
    }

    void wake() {
        unchecked = true;
        if (host != null) {
            host.woken();
        }
    }

    /** The document is exactly what the log makes of as many events as the host has read. */
    void check() {
        if (host != null && unchecked && !Arrays.equals(host.snapshot().update(), store.foldOf(host.nextSequence()))) {
            throw new AssertionError("a host's document isn't the fold of its " + host.nextSequence() + " events");
        }
        unchecked = false;
    }
}
