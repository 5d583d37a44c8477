package dev.weft.persistence.tail;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.jspecify.annotations.Nullable;

/**
 * A stream of events that calls its reader when there are new ones, and shows it none while a {@link Pacer} lets it rest. To call less often isn't enough:
 * Axon's processors look at the log each second anyway, and again after each batch, by when a burst has brought more.
 */
final class PacedStream implements TrackingEventStream {

    private final TrackingEventStream stream;
    private final LogTail tail;
    private final Duration pace;
    private final WorkTime work;
    private final Consumer<PacedStream> onClose;
    private volatile @Nullable Pacer pacer;

    /** @param onClose run when its reader closes it */
    PacedStream(TrackingEventStream stream, LogTail tail, Duration pace, WorkTime work, Consumer<PacedStream> onClose) {
        this.stream = stream;
        this.tail = tail;
        this.pace = pace;
        this.work = work;
        this.onClose = onClose;
    }

    @Override
    public synchronized boolean setOnAvailableCallback(Runnable callback) {
        forgetCallback();
        Pacer calling = new Pacer(callback, pace, work);
        pacer = calling;
        tail.add(calling);
        return true;
    }

    private void forgetCallback() {
        Pacer calling = pacer;
        if (calling != null) {
            tail.remove(calling);
            calling.cancel();
            pacer = null;
        }
    }

    /** Somebody waits for what the reader makes of it. */
    void hurry() {
        Pacer calling = pacer;
        if (calling != null) {
            calling.hurry();
        }
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        Pacer calling = pacer;
        if (calling == null) {
            return stream.hasNextAvailable(timeout, unit);
        }
        OptionalLong turn = calling.turn();
        if (turn.isEmpty()) {
            return false;
        }
        boolean isAvailable = stream.hasNextAvailable(timeout, unit);
        if (!isAvailable) {
            calling.done(turn.getAsLong());
        }
        return isAvailable;
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
        return stream.peek();
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        return stream.nextAvailable();
    }

    @Override
    public void skipMessagesWithPayloadTypeOf(TrackedEventMessage<?> message) {
        stream.skipMessagesWithPayloadTypeOf(message);
    }

    @Override
    public synchronized void close() {
        forgetCallback();
        onClose.accept(this);
        stream.close();
    }
}
