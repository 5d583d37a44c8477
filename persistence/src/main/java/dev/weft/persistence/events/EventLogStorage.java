package dev.weft.persistence.events;

import dev.weft.engine.log.StreamLengths;
import java.time.Duration;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.Serializer;

/**
 * The log's parts over one database: what Axon needs to store and read events, and what the engine asks beside that.
 *
 * <p>Safe for use by many threads; owns no resources.
 */
public final class EventLogStorage {

    /** Events fetched at a time: enough to make round trips cheap, and few enough to hold in memory when each is as large as may be. */
    private static final int BATCH_SIZE = 200;

    /**
     * For how long a reader of the whole log expects a missing position to turn up. Longer than any transaction may live
     * ({@link dev.weft.persistence.database.DatabaseSettings#transactionTimeout()}), so that none is missed.
     */
    private static final Duration GAP_TIMEOUT = Duration.ofMinutes(2);

    private final JdbcTransactions transactions;
    private final Serializer serializer = new EventSerializer();
    private final EventStorageEngine engine;
    private final StreamLengths streamLengths;

    public EventLogStorage(DataSource dataSource) {
        transactions = new JdbcTransactions(dataSource);
        engine = new PostgresEventStorageEngine(
                JdbcEventStorageEngine.builder()
                        .schema(PostgresEventStorageEngine.SCHEMA)
                        .dataType(byte[].class)
                        .eventSerializer(serializer)
                        .snapshotSerializer(serializer)
                        .persistenceExceptionResolver(new DuplicateKeys())
                        .batchSize(BATCH_SIZE)
                        .lowestGlobalSequence(1)
                        .gapTimeout(Math.toIntExact(GAP_TIMEOUT.toMillis())),
                transactions);
        streamLengths = new PostgresStreamLengths(dataSource);
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

    /** One query for all streams. */
    public StreamLengths streamLengths() {
        return streamLengths;
    }

    /** For whatever else should commit together. */
    public JdbcTransactions transactions() {
        return transactions;
    }
}
