package dev.weft.persistence.tail;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;

/**
 * Axon's event store, whose streams say when there is something new. Without that, a processor with nothing to do sleeps for half a second
 * (271 ms at the median until it sees an event; so, 4 ms).
 */
public final class TailedEventStore extends EmbeddedEventStore {

    private final LogTail tail;
    private final Duration pace;
    private final WorkTime work = new WorkTime(System::nanoTime);

    private TailedEventStore(Builder builder, LogTail tail, Duration pace) {
        super(builder);
        this.tail = tail;
        this.pace = pace;
    }

    /**
     * @param pace readers are woken at once after a pause as long as this, and else once in each such interval, or in a longer one as
     *     their {@linkplain #counting work} asks for; zero for each commit
     */
    public static TailedEventStore over(EventStorageEngine engine, LogTail tail, Duration pace) {
        return new TailedEventStore(
                EmbeddedEventStore.builder()
                        .storageEngine(engine)
                        .optimizeEventConsumption(false), // reading ahead costs a thread, and there are few readers
                tail,
                pace);
    }

    @Override
    public TrackingEventStream openStream(@Nullable TrackingToken token) {
        return new TailedStream(super.openStream(token), tail, pace, work);
    }

    /** The transactions in which readers of this store do their work: the longer they take, the less often readers are woken. */
    public TransactionManager counting(TransactionManager transactions) {
        return work.counting(transactions);
    }

    private static final class TailedStream implements TrackingEventStream {

        private final TrackingEventStream stream;
        private final LogTail tail;
        private final Duration pace;
        private final WorkTime work;
        private @Nullable Pacer onGrowth;

        TailedStream(TrackingEventStream stream, LogTail tail, Duration pace, WorkTime work) {
            this.stream = stream;
            this.tail = tail;
            this.pace = pace;
            this.work = work;
        }

        @Override
        public synchronized boolean setOnAvailableCallback(Runnable callback) {
            forget();
            onGrowth = new Pacer(callback, pace, work);
            tail.add(onGrowth);
            return true;
        }

        private void forget() {
            if (onGrowth != null) {
                tail.remove(onGrowth);
                onGrowth.cancel();
                onGrowth = null;
            }
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return stream.peek();
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            return stream.hasNextAvailable(timeout, unit);
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
            forget();
            stream.close();
        }
    }
}
