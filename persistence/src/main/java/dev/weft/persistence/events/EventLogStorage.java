package dev.weft.persistence.events;

import dev.weft.engine.log.AxonEventLog;
import dev.weft.engine.log.EventLog;
import dev.weft.engine.log.RecordedEvent;
import dev.weft.engine.log.StreamLengths;
import dev.weft.persistence.database.WeftDatabase;
import dev.weft.persistence.tail.LogTail;
import dev.weft.persistence.tail.TailedEventStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Duration;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.serialization.Serializer;

/**
 * The log's parts over one database: what Axon needs to store and read events, and what the engine asks beside that.
 *
 * <p>Safe for use by many threads. Whoever makes it closes it, after the engine that appends by it.
 */
public final class EventLogStorage implements AutoCloseable {

    /** Events fetched at a time: enough to make round trips cheap, and few enough to hold in memory when each is as large as may be. */
    private static final int BATCH_SIZE = 200;

    /** Streams whose last hash is remembered: 20 MB. */
    private static final int KNOWN_HEADS = 100_000;

    private final JdbcTransactions transactions;
    private final EventSerializer serializer = new EventSerializer();
    private final LogTail tail = new LogTail();
    private final GroupCommitter committer;
    private final EventStorageEngine engine;
    private final StreamLengths streamLengths;
    private final EventLog eventLog;
    private final StoredEvents storedEvents;
    private final LoggedEvents loggedEvents;

    public EventLogStorage(WeftDatabase database) {
        this(database, GroupCommitSettings.defaults(), new CompositeMeterRegistry());
    }

    /** @param meters where the writer's numbers are registered */
    public EventLogStorage(WeftDatabase database, GroupCommitSettings settings, MeterRegistry meters) {
        this(database, settings, meters, EventUpcasters.ofThisBuild());
    }

    /** @param upcasters for the older revisions that the log holds */
    public EventLogStorage(
            WeftDatabase database, GroupCommitSettings settings, MeterRegistry meters, EventUpcasters upcasters) {
        DataSource dataSource = database.dataSource();
        EventTypeNumbers types = new EventTypeNumbers(dataSource);
        EventRows rows = new EventRows(dataSource, types);
        transactions = new JdbcTransactions(dataSource);
        committer = new GroupCommitter(new AppendSession(database, types), tail, new CommitMeters(meters), settings);
        engine = new GroupCommitEventStorageEngine(
                new GroupCommitEventStorageEngine.Builder()
                        .eventSerializer(serializer)
                        .snapshotSerializer(serializer)
                        .upcasterChain(upcasters.chain())
                        .batchSize(BATCH_SIZE),
                rows,
                new SnapshotRows(dataSource),
                new ChainHeads(KNOWN_HEADS),
                committer);
        streamLengths = new PostgresStreamLengths(dataSource);
        EventReader reader = new EventReader(serializer, row -> upcast(row, upcasters));
        eventLog = new PostgresEventLog(rows, reader);
        storedEvents = new StoredEvents(rows, types, reader);
        loggedEvents = new LoggedEvents(rows, reader, transactions.dataSource());
    }

    private RecordedEvent upcast(StoredEvent row, EventUpcasters upcasters) {
        return AxonEventLog.recorded(new CompletedEventStream(EventStreamUtils.upcastAndDeserializeDomainEvents(
                        Stream.of(row), serializer, upcasters.chain()))
                .next());
    }

    /**
     * Stores and reads events. An append is durable when the call returns. One whose sequence is taken fails with
     * {@link org.axonframework.modelling.command.ConcurrencyException}, or with
     * {@link org.axonframework.modelling.command.AggregateStreamCreationException} if it was to be the first of its stream; after any
     * other failure nobody knows whether it is in.
     */
    public EventStorageEngine engine() {
        return engine;
    }

    /** Writes and reads events as they are stored. */
    public Serializer serializer() {
        return serializer;
    }

    /** Reads single streams, long ones included, as fast as can be. */
    public EventLog eventLog() {
        return eventLog;
    }

    /** Reads single streams as they are stored. */
    public StoredEvents storedEvents() {
        return storedEvents;
    }

    /** One query for all streams. */
    public StreamLengths streamLengths() {
        return streamLengths;
    }

    /** Events with their positions. */
    public LoggedEvents events() {
        return loggedEvents;
    }

    /** For what projections write together with how far they have read. */
    public JdbcTransactions transactions() {
        return transactions;
    }

    /** The store of an engine and of projections that want each event at once. */
    public TailedEventStore eventStore() {
        return TailedEventStore.over(engine, tail, Duration.ZERO);
    }

    /**
     * The store of projections that may lag behind a little, so that a busy log costs them less.
     *
     * @param pace the least time between two looks at the log; the first after a pause comes at once. It grows with the projection's work, to five seconds
     *     at most
     */
    public TailedEventStore eventStore(Duration pace) {
        return TailedEventStore.over(engine, tail, pace);
    }

    /** Tells of commits as they come. */
    public LogTail tail() {
        return tail;
    }

    /** The position of the newest event; 0 if there is none. */
    public long lastPosition() {
        return engine.createHeadToken().position().orElse(0);
    }

    /** How many appends wait for the writer. */
    public int queuedAppends() {
        return committer.queued();
    }

    /** Takes no more appends and writes those that wait; bounded in time. Close the database after this. */
    @Override
    public void close() {
        committer.close();
    }
}
