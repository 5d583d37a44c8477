package dev.weft.persistence.events;

import dev.weft.engine.trace.Trace;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.persistence.tail.Growth;
import dev.weft.persistence.tail.LogTail;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer of this process: whatever waits while a transaction commits goes into the next one, whichever documents it belongs to. The busier
 * it gets the less each append costs.
 *
 * <p>What becomes of an append is told by its future: its position, a lost race ({@link ConcurrencyException}, or
 * {@link AggregateStreamCreationException} for the first event of a stream), or {@link EventStoreException} when nothing was written or nobody
 * knows. Then the stream alone can tell, and the same append may be tried again: the key lets it in once.
 */
final class GroupCommitter implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(GroupCommitter.class);

    /** Classes of SQLSTATE in which the server blames a value of a statement: one append of the group, and not the others. */
    private static final List<String> BLAMING_A_VALUE = List.of("21", "22", "23", "54");

    private static final int MOST_TRACES_TOLD = 8;

    private final AppendQueue queue;
    private final AppendSession session;
    private final LogTail tail;
    private final CommitMeters meters;
    private final GroupCommitSettings settings;
    private final Thread writer;

    GroupCommitter(AppendSession session, LogTail tail, CommitMeters meters, GroupCommitSettings settings) {
        this.session = session;
        this.tail = tail;
        this.meters = meters;
        this.settings = settings;
        queue = new AppendQueue(settings.maxQueueBytes(), new CommitPace(settings.pace(), System::nanoTime));
        meters.watch(queue);
        writer = Thread.ofPlatform().name("event-writer").start(this::write);
    }

    /** Queues an append; waits while the queue is full. */
    void submit(PendingAppend append) {
        if (!queue.put(append)) {
            append.outcome().completeExceptionally(new EventStoreException("the event store is closed"));
        }
    }

    /** How many appends wait. */
    int queued() {
        return queue.size();
    }

    private void write() {
        List<PendingAppend> group = queue.take(settings.maxGroupAppends(), settings.maxGroupBytes());
        while (!group.isEmpty()) {
            try {
                commit(group);
            } catch (RuntimeException e) {
                try (Trace.Scope _ = Trace.enter(tracesOf(group))) {
                    log.error("a group of {} appends failed unexpectedly", group.size(), e);
                }
                failAll(group, new EventStoreException("the writer failed", e));
            }
            group = queue.take(settings.maxGroupAppends(), settings.maxGroupBytes());
        }
        session.close();
    }

    private void commit(List<PendingAppend> group) {
        long start = meters.start();
        Map<ByteBuffer, Long> positions;
        try {
            positions = session.append(group, growthBy(group).toPayload(tail.node()));
        } catch (SQLException e) {
            commitFailed(group, e);
            return;
        }
        List<PendingAppend> strangeToHosts = new ArrayList<>();
        int lost = 0;
        for (PendingAppend append : group) {
            Long position = positions.get(ByteBuffer.wrap(append.lastHash()));
            if (position == null) {
                lost++;
                append.outcome().completeExceptionally(lostRace(append));
            } else {
                tell(append, position);
                append.outcome().complete(position);
                if (!append.knownToHost()) {
                    strangeToHosts.add(append);
                }
            }
        }
        meters.committed(start, group.size(), lost);
        if (!positions.isEmpty()) {
            tail.committedHere(growthBy(strangeToHosts));
        }
    }

    private static void tell(PendingAppend append, long position) {
        if (log.isDebugEnabled()) {
            try (Trace.Scope _ = Trace.enter(append.traceId())) {
                log.debug(
                        "workflow {}: event {} is durable at position {}",
                        append.stream(),
                        append.nextSequence() - 1,
                        position);
            }
        }
    }

    /** The first of those that a group has in common trouble; null if there are none. */
    private static @Nullable String tracesOf(List<PendingAppend> group) {
        String traces = group.stream()
                .map(PendingAppend::traceId)
                .filter(Objects::nonNull)
                .distinct()
                .limit(MOST_TRACES_TOLD)
                .collect(Collectors.joining(" "));
        return traces.isEmpty() ? null : traces;
    }

    private static Growth growthBy(List<PendingAppend> appends) {
        Map<WorkflowId, Long> lengths = new HashMap<>();
        appends.forEach(append -> lengths.put(new WorkflowId(append.stream()), (long) append.nextSequence()));
        return new Growth.OfStreams(lengths);
    }

    /** One bad value must not take others with it; whatever else went wrong goes wrong for all. */
    private void commitFailed(List<PendingAppend> group, SQLException failure) {
        boolean blamesAValue = failure.getSQLState() != null
                && BLAMING_A_VALUE.contains(failure.getSQLState().substring(0, 2));
        if (blamesAValue && group.size() > 1) {
            group.forEach(append -> commit(List.of(append)));
            return;
        }
        try (Trace.Scope _ = Trace.enter(tracesOf(group))) {
            log.warn("{} appends failed: {}", group.size(), failure.getMessage());
        }
        meters.failed(group.size());
        if (!blamesAValue) {
            session.close();
        }
        failAll(group, new EventStoreException(messageOf(failure, blamesAValue), failure));
    }

    private static String messageOf(SQLException failure, boolean blamesAValue) {
        boolean certain = blamesAValue || failure instanceof AppendSession.NotConnectedException;
        return certain ? "the append was not written" : "nobody knows whether the append was written";
    }

    private static void failAll(List<PendingAppend> group, EventStoreException failure) {
        group.forEach(append -> append.outcome().completeExceptionally(failure));
    }

    private static RuntimeException lostRace(PendingAppend append) {
        String what = "event " + append.firstSequence() + " of stream " + append.stream()
                + " can't be appended: another one stands there";
        return append.firstSequence() == 0
                ? new AggregateStreamCreationException(what)
                : new ConcurrencyException(what);
    }

    /** Takes nothing more and writes what waits; bounded in time, after which the rest is told that it failed. */
    @Override
    public void close() {
        queue.close();
        try {
            if (!writer.join(settings.closeTimeout())) {
                log.warn("closed before {} appends were written", queue.size());
                List<PendingAppend> rest = queue.take(Integer.MAX_VALUE, Long.MAX_VALUE);
                while (!rest.isEmpty()) {
                    failAll(rest, new EventStoreException("the event store was closed before the append was written"));
                    rest = queue.take(Integer.MAX_VALUE, Long.MAX_VALUE);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
