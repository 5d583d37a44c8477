package dev.weft.engine.host;

import dev.weft.engine.log.AppendOutcome;
import dev.weft.engine.log.LogUnavailableException;
import dev.weft.engine.request.DocumentRequest;
import dev.weft.engine.request.RequestOutcome;
import dev.weft.engine.request.RequestRefusal;
import dev.weft.engine.request.Requester;
import dev.weft.engine.trace.Trace;
import dev.weft.engine.workflow.EventOrigin;
import dev.weft.engine.workflow.HostEvent;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.engine.workflow.WorkflowStanding;
import dev.weft.sync.awareness.AwarenessUpdate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One open document on this node: a {@link DocumentHost} behind a mailbox, from its load to its eviction or failure. Safe for use by many threads.
 */
final class HostedDocument implements HostEffects {
    private static final Logger log = LoggerFactory.getLogger(HostedDocument.class);
    private static final long FIRST_RETRY_MILLIS = 20;
    private static final long LONGEST_RETRY_MILLIS = 5_000;

    private final Room room;
    private final WorkflowId workflowId;
    private final HostEnvironment environment;
    private final Consumer<HostedDocument> onClosed;
    private final Mailbox mailbox;
    private final DocumentHost host;
    private final Intake intake;

    /** Belongs to the mailbox, as the host does. */
    private final List<CompletableFuture<Void>> whenSettled = new ArrayList<>();

    /** What the message that is being dealt with has put something in. Belongs to the mailbox. */
    private final Set<Outbox> toFlush = new LinkedHashSet<>();

    private long idleSinceMillis;
    private boolean isKnown;
    private boolean sendAsked;

    private volatile long nextSequence;
    private volatile long memoryBytes;
    private volatile long lastUsedNanos = System.nanoTime();
    private volatile boolean stopping;

    /** @param onClosed told when this takes no more messages, perhaps twice */
    HostedDocument(Room room, HostEnvironment environment, Consumer<HostedDocument> onClosed) {
        this.room = room;
        this.workflowId = room.workflowId();
        this.environment = environment;
        this.onClosed = onClosed;
        mailbox = new Mailbox(environment.executor(), this::fail);
        host = new DocumentHost(
                workflowId,
                environment.settings(),
                environment.eventLog(),
                environment.access(),
                environment.planner(),
                this,
                environment.clock(),
                UUID::randomUUID,
                Integer.toUnsignedLong(ThreadLocalRandom.current().nextInt()));
        intake = new Intake(environment.settings().maxWaitingBytes());
        post(this::load);
    }

    private void load() {
        try {
            isKnown = host.load(environment.checkpoints());
        } catch (LogUnavailableException e) {
            log.warn("workflow {} can't be opened", workflowId, e);
            close(CloseReason.TRY_AGAIN_LATER);
            return;
        }
        idleSinceMillis = environment.clock().millis();
        if (isKnown) {
            environment.relay().ask(workflowId);
        }
    }

    /** @return false if this document is closed: open another */
    boolean enter(Seat seat) {
        used();
        return post(new Mailbox.Message() {
            @Override
            public void run() {
                if (isKnown) {
                    host.audience().join(seat);
                } else {
                    seat.close(CloseReason.HOST_FAILED);
                }
            }

            @Override
            public void dropped() {
                seat.close(CloseReason.TRY_AGAIN_LATER);
            }
        });
    }

    void renew(Seat seat, Admission renewed) {
        post(() -> host.audience().renew(seat, renewed));
    }

    private void used() {
        lastUsedNanos = System.nanoTime();
    }

    void leave(Seat seat) {
        used();
        post(() -> host.audience().leave(seat));
    }

    /** Blocks while too much is waiting. Does nothing once this document is closed: its participants are told. */
    void receive(Seat seat, ClientMessage message) throws InterruptedException {
        int bytes = lengthBytes(message);
        if (stopping) {
            return;
        }
        intake.enter(bytes);
        used();
        post(() -> {
            host.receive(seat, message);
            if (!isUpdate(message)) {
                intake.leave(bytes);
            }
        });
    }

    /** An update that was received is answered. */
    void settled(int updateBytes) {
        intake.leave(updateBytes);
    }

    /** Called by the mailbox: what one message brings to a participant is written at once. */
    void flushLater(Outbox outbox) {
        toFlush.add(outbox);
    }

    private static boolean isUpdate(ClientMessage message) {
        return message instanceof ClientMessage.Update || message instanceof ClientMessage.Step2;
    }

    private static int lengthBytes(ClientMessage message) {
        return switch (message) {
            case ClientMessage.Step1(byte[] stateVector) -> stateVector.length;
            case ClientMessage.Step2(long frame, byte[] update) -> update.length;
            case ClientMessage.Update(long frame, byte[] update) -> update.length;
            case ClientMessage.Awareness(var update) ->
                update.entries().stream()
                        .mapToInt(entry -> entry.json().length())
                        .sum();
            case ClientMessage.AwarenessQuery() -> 0;
        };
    }

    /** @return false if this document is closed: open another */
    boolean read(long after, CompletableFuture<Optional<LiveDocument>> answer) {
        return post(new Mailbox.Message() {
            @Override
            public void run() {
                catchUp(after);
                answer.complete(isKnown ? Optional.of(host.snapshot()) : Optional.empty());
            }

            @Override
            public void dropped() {
                answer.completeExceptionally(
                        new LogUnavailableException("workflow " + workflowId + " was closed before it could be read"));
            }
        });
    }

    private void catchUp(long after) {
        if (isKnown && host.nextSequence() <= after) {
            host.woken();
        }
    }

    /** @return false if this document is closed: open another */
    boolean standing(long after, CompletableFuture<Optional<WorkflowStanding>> answer) {
        return post(new Mailbox.Message() {
            @Override
            public void run() {
                catchUp(after);
                answer.complete(isKnown ? Optional.of(host.standing()) : Optional.empty());
            }

            @Override
            public void dropped() {
                answer.completeExceptionally(
                        new LogUnavailableException("workflow " + workflowId + " was closed before it could be read"));
            }
        });
    }

    /**
     * @param seat of the requester, if it is in this document
     * @return false if this document is closed
     */
    boolean request(
            DocumentRequest request,
            Requester requester,
            ProjectId projectId,
            @Nullable Seat seat,
            CompletableFuture<RequestOutcome> answer) {
        return post(new Mailbox.Message() {
            @Override
            public void run() {
                if (!room.isLive()) {
                    answer.complete(new RequestOutcome.Refused(new RequestRefusal.ReadOnlyView()));
                } else if (isKnown) {
                    host.receive(new PendingRequest(request, requester, projectId, seat, answer));
                } else {
                    answer.complete(new RequestOutcome.Refused(new RequestRefusal.WorkflowNotFound()));
                }
            }

            @Override
            public void dropped() {
                answer.complete(
                        new RequestOutcome.Refused(new RequestRefusal.Internal("the document was closed, try again")));
            }
        });
    }

    /** Reads the log if it is longer than the document. */
    void wakeIfBehind(long streamLength) {
        if (streamLength > nextSequence) {
            wake();
        }
    }

    void wake() {
        post(host::woken);
    }

    void toldByNode(AwarenessUpdate update) {
        post(() -> host.audience().toldByNode(update));
    }

    void askedByNode() {
        post(() -> host.audience().askedByNode());
    }

    @Override
    public void tellOtherNodes(AwarenessUpdate update) {
        environment.relay().tell(workflowId, update);
    }

    /** Somebody's rights in a project have changed. */
    void accessChanged(ProjectId project) {
        post(() -> host.audience().accessChanged(project));
    }

    /** Lets the host do what time brings, and closes it when it has been idle for long enough. */
    void tick() {
        post(() -> {
            host.tick();
            long now = environment.clock().millis();
            if (!host.isIdle()) {
                idleSinceMillis = now;
            } else if (now - idleSinceMillis
                            >= environment.settings().idleGrace().toMillis()
                    && mailbox.closeIfEmpty()) {
                onClosed.accept(this);
            }
        });
    }

    /** Roughly what this takes, in bytes. */
    long memoryBytes() {
        return memoryBytes;
    }

    /** When somebody entered, left or said something last, as {@link System#nanoTime()}. */
    long lastUsedNanos() {
        return lastUsedNanos;
    }

    /** Gives back as much memory as it can: all if nobody is here, else what the next edit makes anew. */
    void giveBack() {
        post(() -> {
            if (host.isIdle() && mailbox.closeIfEmpty()) {
                onClosed.accept(this);
            } else {
                host.rest();
            }
        });
    }

    /** Sends everybody away once all that was received is durable. */
    CompletableFuture<Void> stop(CloseReason reason) {
        stopping = true;
        CompletableFuture<Void> settled = new CompletableFuture<>();
        if (!post(() -> whenSettled.add(settled))) {
            settled.complete(null);
        }
        return settled.orTimeout(environment.settings().shutdownTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(timeout -> {
                    log.warn("workflow {}: stopped before all that was received became durable", workflowId);
                    return null;
                })
                .thenCompose(settledOrNot -> {
                    CompletableFuture<Void> ended = new CompletableFuture<>();
                    boolean posted = post(() -> {
                        close(reason);
                        ended.complete(null);
                    });
                    return posted ? ended : CompletableFuture.completedFuture(null);
                });
    }

    @Override
    public void append(long expectedSequence, HostEvent event, EventOrigin origin) {
        String trace = origin.trace();
        try (Trace.Scope _ = Trace.enter(trace)) {
            environment
                    .appender()
                    .append(workflowId, expectedSequence, event, origin)
                    .thenAccept(outcome -> appendFinished(event.appendId(), outcome, trace));
        }
    }

    private void appendFinished(UUID appendId, AppendOutcome outcome, String trace) {
        try (Trace.Scope _ = Trace.enter(trace)) {
            post(() -> host.appendFinished(appendId, outcome));
        }
    }

    @Override
    public void retryLater(UUID appendId, int failedAttempts) {
        long delayMillis = Math.min(LONGEST_RETRY_MILLIS, FIRST_RETRY_MILLIS << Math.min(failedAttempts - 1, 16));
        Runnable retry = Trace.carried(() -> post(() -> host.retry(appendId)));
        environment.timer().schedule(retry, delayMillis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void sendLater(long millis) {
        if (!sendAsked) {
            sendAsked = true;
            environment.timer().schedule(() -> post(this::sendDue), millis, TimeUnit.MILLISECONDS);
        }
    }

    private void sendDue() {
        sendAsked = false;
        host.sendDue();
    }

    private boolean post(Mailbox.Message message) {
        return mailbox.post(new Mailbox.Message() {
            @Override
            public void run() {
                try {
                    message.run();
                } finally {
                    toFlush.forEach(Outbox::flush);
                    toFlush.clear();
                }
                handled();
            }

            @Override
            public void dropped() {
                message.dropped();
            }
        });
    }

    private void handled() {
        nextSequence = host.nextSequence();
        memoryBytes = host.memoryBytes();
        if (host.isSettled() && !whenSettled.isEmpty()) {
            whenSettled.forEach(settled -> settled.complete(null));
            whenSettled.clear();
        }
        if (!isKnown && mailbox.closeIfEmpty()) {
            onClosed.accept(this);
        }
    }

    /** A broken invariant, or memory that ran out: this document ends here, and the next who enters makes another from the log. */
    private void fail(Throwable failure) {
        environment.counts().invariantBroken();
        log.error("workflow {}: its host has failed and will be rebuilt from the log", workflowId, failure);
        close(CloseReason.HOST_FAILED);
    }

    private void close(CloseReason reason) {
        onClosed.accept(this);
        mailbox.close();
        intake.close();
        host.closeAll(reason);
        whenSettled.forEach(settled -> settled.complete(null));
    }
}
