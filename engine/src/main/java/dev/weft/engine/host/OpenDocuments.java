package dev.weft.engine.host;

import dev.weft.engine.access.ProjectAccess;
import dev.weft.engine.log.EventAppender;
import dev.weft.engine.log.EventLog;
import dev.weft.engine.log.LogUnavailableException;
import dev.weft.engine.log.RootCause;
import dev.weft.engine.log.StreamLengths;
import dev.weft.engine.request.DocumentRequest;
import dev.weft.engine.request.RequestOutcome;
import dev.weft.engine.request.RequestPlanner;
import dev.weft.engine.request.RequestRefusal;
import dev.weft.engine.request.Requester;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.engine.workflow.WorkflowStanding;
import dev.weft.engine.workflow.WorkflowStanding.VersionPlace;
import dev.weft.sync.awareness.AwarenessUpdate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hosts of one node: opens documents when they are asked for, polls their streams, and closes those that nobody uses. */
public final class OpenDocuments implements DocumentHosts, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(OpenDocuments.class);

    /** Of the longest silence: how often hosts look whether it is near. */
    private static final int TICKS_PER_KEEP_ALIVE = 4;

    private static final Duration MEMORY_CHECK = Duration.ofSeconds(1);

    private final HostEnvironment environment;
    private final StreamLengths streamLengths;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("document-timer").factory());
    private final ConcurrentMap<Room, HostedDocument> documents = new ConcurrentHashMap<>();
    private final AtomicBoolean polling = new AtomicBoolean();
    private volatile boolean closed;

    public OpenDocuments(
            HostSettings settings,
            EventLog eventLog,
            StreamLengths streamLengths,
            DocumentCheckpoints checkpoints,
            AwarenessRelay relay,
            EventAppender appender,
            ProjectAccess access,
            RequestPlanner planner,
            InstantSource clock) {
        environment = new HostEnvironment(
                settings,
                eventLog,
                checkpoints,
                relay,
                appender,
                access,
                new RefusalCounts(),
                new HostCounts(),
                planner,
                clock,
                executor,
                timer);
        access.whenChanged(this::accessChanged);
        this.streamLengths = streamLengths;
        every(settings.pollInterval(), () -> executor.execute(this::poll));
        MemoryBound memory = new MemoryBound(settings.maxMemoryBytes());
        every(MEMORY_CHECK, () -> memory.enforce(documents.values()));
        every(
                settings.keepAliveInterval().dividedBy(TICKS_PER_KEEP_ALIVE),
                () -> documents.values().forEach(HostedDocument::tick));
    }

    private void every(Duration interval, Runnable task) {
        timer.scheduleWithFixedDelay(task, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public Participant enter(Admission admission, ParticipantSocket socket) {
        HostedParticipant participant = new HostedParticipant(admission, socket, environment);
        if (!withDocument(Room.of(admission), participant::enter)) {
            participant.close(CloseReason.GOING_AWAY);
        }
        return participant;
    }

    @Override
    public CompletableFuture<Optional<LiveDocument>> read(WorkflowId workflowId, long after) {
        CompletableFuture<Optional<LiveDocument>> answer = new CompletableFuture<>();
        if (!withDocument(Room.live(workflowId), document -> document.read(after, answer))) {
            answer.completeExceptionally(new LogUnavailableException("this node is about to stop"));
        }
        return answer;
    }

    @Override
    public CompletableFuture<Optional<WorkflowStanding>> standing(WorkflowId workflowId, long after) {
        CompletableFuture<Optional<WorkflowStanding>> answer = new CompletableFuture<>();
        if (!withDocument(Room.live(workflowId), document -> document.standing(after, answer))) {
            answer.completeExceptionally(new LogUnavailableException("this node is about to stop"));
        }
        return answer;
    }

    @Override
    public CompletableFuture<RequestOutcome> request(
            WorkflowId workflowId, ProjectId projectId, Requester requester, DocumentRequest request) {
        CompletableFuture<RequestOutcome> answer = RequestTimeout.answer(environment.settings());
        if (!withDocument(
                Room.live(workflowId), document -> document.request(request, requester, projectId, null, answer))) {
            answer.complete(
                    new RequestOutcome.Refused(new RequestRefusal.Internal("this node is about to stop, try another")));
        }
        return answer;
    }

    @Override
    public void wake(WorkflowId workflowId, long streamLength) {
        HostedDocument document = documents.get(Room.live(workflowId));
        if (document != null) {
            document.wakeIfBehind(streamLength);
        }
    }

    @Override
    public void wakeAll() {
        if (!closed) {
            executor.execute(this::poll);
        }
    }

    @Override
    public void told(WorkflowId workflowId, AwarenessUpdate update) {
        HostedDocument document = documents.get(Room.live(workflowId));
        if (document != null) {
            document.toldByNode(update);
        }
    }

    @Override
    public void asked(WorkflowId workflowId) {
        HostedDocument document = documents.get(Room.live(workflowId));
        if (document != null) {
            document.askedByNode();
        }
    }

    private void accessChanged(ProjectId project) {
        documents.values().forEach(document -> document.accessChanged(project));
    }

    @Override
    public HostCounts counts() {
        return environment.counts();
    }

    @Override
    public RefusalCounts refusals() {
        return environment.refusals();
    }

    @Override
    public int openCount() {
        return documents.size();
    }

    /**
     * Offers something to a document, opening it, and another when that one closes at this very moment.
     *
     * @return false if this node is about to stop
     */
    private boolean withDocument(Room room, Predicate<HostedDocument> offer) {
        while (!closed) {
            HostedDocument document = documents.computeIfAbsent(room, this::open);
            if (offer.test(document)) {
                return true;
            }
            documents.remove(room, document);
        }
        return false;
    }

    private HostedDocument open(Room room) {
        VersionPlace version = room.version();
        return new HostedDocument(
                room,
                version == null ? environment : environment.of(version),
                closing -> documents.remove(room, closing));
    }

    /** Finds what other nodes wrote and nobody told. */
    private void poll() {
        if (documents.isEmpty() || !polling.compareAndSet(false, true)) {
            return;
        }
        try {
            Set<WorkflowId> live = documents.keySet().stream()
                    .filter(Room::isLive)
                    .map(Room::workflowId)
                    .collect(Collectors.toSet());
            streamLengths.lengthsOf(live).forEach(this::wake);
        } catch (LogUnavailableException e) {
            log.warn("the log can't be polled: {}", RootCause.of(e));
        } finally {
            polling.set(false);
        }
    }

    /** Takes nothing in any more, makes durable what was received, says so, and sends everybody away. Bounded by the settings' time. */
    @Override
    public void close() {
        closed = true;
        CompletableFuture<?>[] stops = documents.values().stream()
                .map(document -> document.stop(CloseReason.GOING_AWAY))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(stops).join();
        timer.shutdownNow();
        executor.shutdown();
        try {
            // What is still to be written to sockets.
            executor.awaitTermination(environment.settings().shutdownTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
