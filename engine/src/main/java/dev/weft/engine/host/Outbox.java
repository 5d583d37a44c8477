package dev.weft.engine.host;

import dev.weft.engine.content.WorkflowContent;
import dev.weft.sync.awareness.AwarenessUpdate;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What waits to be written to one participant's socket, by a thread that exists only while something does, and that writes all at once that has piled up.
 * Updates that follow one another by then are merged, so that a participant that lags behind has fewer to deal with. Bounded: one that reads more slowly
 * than others write is told to try again later, and resyncs then. Safe for use by many threads.
 */
final class Outbox {
    private static final Logger log = LoggerFactory.getLogger(Outbox.class);

    /** What a message costs beside its bytes. */
    private static final int OVERHEAD_BYTES = 64;

    private static final int BYTES_PER_MEMBER = 300;

    /** Most that is written at once, so that little is held beside what is counted. */
    private static final int WRITE_BYTES = 64 << 10;

    private final ParticipantSocket socket;
    private final Executor executor;
    private final long maxBytes;
    private final Runnable onGone;

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Queued> messages = new ArrayDeque<>();
    private long queuedBytes;
    private int documentsQueued;
    private boolean writing;
    private boolean closed;
    private @Nullable CloseReason closeWhenEmpty;

    private record Queued(OutboundMessage message, long bytes) {}

    /** @param onGone run at most once, when the socket fails or is too slow; not when {@link #close} was called before */
    Outbox(ParticipantSocket socket, Executor executor, long maxBytes, Runnable onGone) {
        this.socket = socket;
        this.executor = executor;
        this.maxBytes = maxBytes;
        this.onGone = onGone;
    }

    /** Adds a message; it is written after the next {@link #flush()}, or with earlier ones. Never blocks. */
    void send(OutboundMessage message) {
        boolean overflow;
        lock.lock();
        try {
            if (closed || closeWhenEmpty != null) {
                return;
            }
            long bytes = countedBytes(message);
            overflow = !messages.isEmpty() && queuedBytes + bytes > maxBytes;
            if (overflow) {
                shut();
            } else {
                messages.add(new Queued(message, bytes));
                queuedBytes += bytes;
                documentsQueued += isDocument(message) ? 1 : 0;
            }
        } finally {
            lock.unlock();
        }
        if (overflow) {
            log.info("a participant reads too slowly: more than {} bytes wait for it", maxBytes);
            executor.execute(() -> socket.close(CloseReason.TRY_AGAIN_LATER));
            onGone.run();
        }
    }

    /** Starts writing what was sent. Never blocks. */
    void flush() {
        lock.lock();
        try {
            if (!messages.isEmpty()) {
                startWriting();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Closes the socket after what was sent before. */
    void close(CloseReason reason) {
        lock.lock();
        try {
            if (!closed && closeWhenEmpty == null) {
                closeWhenEmpty = reason;
                startWriting();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The socket is gone already: writes no more. */
    void abandon() {
        lock.lock();
        try {
            shut();
        } finally {
            lock.unlock();
        }
    }

    /** The whole document may be larger than an outbox: one at a time counts nothing, as its reader has asked for it and must get it. */
    private long countedBytes(OutboundMessage message) {
        int bytes = switch (message.message()) {
            case ServerMessage.Step1Answer(byte[] update, byte[] stateVector, AwarenessUpdate awareness) ->
                (documentsQueued > 0 ? update.length : 0) + stateVector.length + lengthOf(awareness);
            case ServerMessage.Update(var update) -> update.lengthBytes();
            case ServerMessage.Acknowledged(long frame, var update) -> update.lengthBytes();
            case ServerMessage.Awareness(AwarenessUpdate update) -> lengthOf(update);
            case ServerMessage.RoleChanged changed -> 0;
            case ServerMessage.Saved(var version) -> lengthOf(version.content());
            case ServerMessage.UpdatedExternally(var version, String source, var conflicts) ->
                lengthOf(version.content()) + conflicts.size() * OVERHEAD_BYTES;
            case ServerMessage.Refused refused -> 0;
        };
        return bytes + OVERHEAD_BYTES;
    }

    private static int lengthOf(AwarenessUpdate update) {
        return update.entries().stream()
                .mapToInt(entry -> OVERHEAD_BYTES + entry.json().length())
                .sum();
    }

    /** Roughly, as JSON. */
    private static int lengthOf(WorkflowContent content) {
        int bodies =
                content.jobs().stream().mapToInt(job -> job.body().length()).sum();
        int members = content.jobs().size()
                + content.triggers().size()
                + content.edges().size();
        return bodies + members * BYTES_PER_MEMBER;
    }

    private static boolean isDocument(OutboundMessage message) {
        return message.message() instanceof ServerMessage.Step1Answer;
    }

    private void startWriting() {
        if (!writing) {
            writing = true;
            executor.execute(this::write);
        }
    }

    private void shut() {
        closed = true;
        messages.clear();
    }

    private void write() {
        for (List<OutboundMessage> next = next(); !next.isEmpty(); next = next()) {
            try {
                socket.sendAll(merged(next));
            } catch (IOException | RuntimeException e) {
                log.debug("a participant's connection is gone", e);
                abandon();
                onGone.run();
            }
        }
    }

    private static List<OutboundMessage> merged(List<OutboundMessage> messages) {
        List<OutboundMessage> merged = new ArrayList<>(messages.size());
        List<OutboundMessage> updates = new ArrayList<>();
        for (OutboundMessage message : messages) {
            if (message.message() instanceof ServerMessage.Update) {
                updates.add(message);
            } else {
                addMerged(updates, merged);
                merged.add(message);
            }
        }
        addMerged(updates, merged);
        return merged;
    }

    private static void addMerged(List<OutboundMessage> updates, List<OutboundMessage> merged) {
        if (updates.size() > 1) {
            merged.add(new OutboundMessage(ServerMessage.Update.of(updates.stream()
                    .map(update -> ((ServerMessage.Update) update.message()).update())
                    .toList())));
        } else {
            merged.addAll(updates); // encoded for others, too
        }
        updates.clear();
    }

    /** What is written at once; closes the socket when there is nothing any more, and it is to be closed then. */
    private List<OutboundMessage> next() {
        List<OutboundMessage> next;
        CloseReason closing = null;
        lock.lock();
        try {
            next = take();
            if (next.isEmpty()) {
                writing = false;
                closing = closed ? null : closeWhenEmpty;
                closed |= closing != null;
            }
        } finally {
            lock.unlock();
        }
        if (closing != null) {
            socket.close(closing);
        }
        return next;
    }

    private List<OutboundMessage> take() {
        List<OutboundMessage> taken = new ArrayList<>(messages.size());
        long bytes = 0;
        for (Queued first = messages.peek();
                first != null && (taken.isEmpty() || bytes + first.bytes() <= WRITE_BYTES);
                first = messages.peek()) {
            messages.remove();
            taken.add(first.message());
            bytes += first.bytes();
            documentsQueued -= isDocument(first.message()) ? 1 : 0;
        }
        queuedBytes -= bytes;
        return taken;
    }
}
