package dev.weft.persistence.tail;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.common.transaction.TransactionManager;
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
    private final Set<PacedStream> open = ConcurrentHashMap.newKeySet();

    private TailedEventStore(Builder builder, LogTail tail, Duration pace) {
        super(builder);
        this.tail = tail;
        this.pace = pace;
    }

    /**
     * @param pace readers see what is new at once after a pause as long as this, and else once in each such interval, or in a longer one
     *     as their {@linkplain #counting work} asks for; zero for each commit
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
        PacedStream stream = new PacedStream(super.openStream(token), tail, pace, work, open::remove);
        open.add(stream);
        return stream;
    }

    /** Somebody waits for what readers make of the log: they look at it sooner, if they rest. */
    public void hurry() {
        open.forEach(PacedStream::hurry);
    }

    /** The transactions in which readers of this store do their work: the longer they take, the less often readers see what is new. */
    public TransactionManager counting(TransactionManager transactions) {
        return work.counting(transactions);
    }
}
