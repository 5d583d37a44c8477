package dev.weft.persistence.events;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;

/**
 * Axon's event storage over JDBC with PostgreSQL's types: {@code uuid}, {@code bytea}, {@code timestamptz}.
 *
 * <p>Axon supplies everything else: each append is a transaction of its own, batches, and the token that remembers gaps between
 * positions for readers of the whole log.
 */
final class PostgresEventStorageEngine extends JdbcEventStorageEngine {

    private static final String EVENTS = "weft.event";
    private static final String SNAPSHOTS = "weft.snapshot";
    private static final String COLUMNS =
            "event_id, stream, sequence, stream_type, time, type, revision, payload, metadata";

    /** The columns by Axon's names for them. */
    static final EventSchema SCHEMA = EventSchema.builder()
            .eventTable(EVENTS)
            .snapshotTable(SNAPSHOTS)
            .globalIndexColumn("position")
            .eventIdentifierColumn("event_id")
            .aggregateIdentifierColumn("stream")
            .sequenceNumberColumn("sequence")
            .typeColumn("stream_type")
            .timestampColumn("time")
            .payloadTypeColumn("type")
            .payloadRevisionColumn("revision")
            .payloadColumn("payload")
            .metaDataColumn("metadata")
            .build();

    private final JdbcTransactions transactions;

    /** @param builder with everything but the connections, which {@code transactions} gives out */
    PostgresEventStorageEngine(Builder builder, JdbcTransactions transactions) {
        super(builder.connectionProvider(transactions).transactionManager(transactions));
        this.transactions = transactions;
    }

    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        if (events.isEmpty()) {
            return;
        }
        transactions.executeInTransaction(() -> {
            try (Connection connection = transactions.getConnection();
                    PreparedStatement insert = appendEvents(connection, events, serializer)) {
                insert.executeBatch();
            } catch (SQLException e) {
                handlePersistenceException(serverAnswer(e), events.getFirst());
            }
        });
    }

    /** A failed batch's own message repeats the statement with all its values, which would put people's documents into log files. */
    private static SQLException serverAnswer(SQLException failure) {
        SQLException answer = failure instanceof BatchUpdateException ? failure.getNextException() : null;
        return answer == null ? failure : answer;
    }

    @Override
    protected PreparedStatement appendEvents(
            Connection connection, List<? extends EventMessage<?>> events, Serializer serializer) throws SQLException {
        PreparedStatement insert = insertInto(EVENTS, connection);
        for (EventMessage<?> event : events) {
            if (!(event instanceof DomainEventMessage<?> domainEvent)) {
                throw new IllegalArgumentException(
                        "event " + event.getPayloadType().getName() + " belongs to no stream");
            }
            set(insert, domainEvent, serializer);
            insert.addBatch();
        }
        return insert;
    }

    @Override
    protected PreparedStatement appendSnapshot(
            Connection connection, DomainEventMessage<?> snapshot, Serializer serializer) throws SQLException {
        PreparedStatement insert = insertInto(SNAPSHOTS, connection);
        set(insert, snapshot, serializer);
        return insert;
    }

    private static PreparedStatement insertInto(String table, Connection connection) throws SQLException {
        return connection.prepareStatement(
                "INSERT INTO " + table + " (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    }

    private static void set(PreparedStatement insert, DomainEventMessage<?> event, Serializer serializer)
            throws SQLException {
        SerializedObject<byte[]> payload = event.serializePayload(serializer, byte[].class);
        SerializedObject<byte[]> metadata = event.serializeMetaData(serializer, byte[].class);
        insert.setObject(1, UUID.fromString(event.getIdentifier()));
        insert.setObject(2, UUID.fromString(event.getAggregateIdentifier()));
        insert.setLong(3, event.getSequenceNumber());
        insert.setString(4, event.getType());
        insert.setObject(5, atUtc(event.getTimestamp()));
        insert.setString(6, payload.getType().getName());
        insert.setString(7, payload.getType().getRevision());
        insert.setBytes(8, payload.getData());
        insert.setBytes(9, metadata.getData());
    }

    @Override
    protected PreparedStatement readEventData(Connection connection, String stream, long firstSequence, int batchSize)
            throws SQLException {
        PreparedStatement select = connection.prepareStatement("SELECT position, " + COLUMNS + " FROM " + EVENTS
                + " WHERE stream = ? AND sequence >= ? ORDER BY sequence LIMIT ?");
        select.setObject(1, UUID.fromString(stream));
        select.setLong(2, firstSequence);
        select.setInt(3, batchSize);
        return select;
    }

    @Override
    protected PreparedStatement lastSequenceNumberFor(Connection connection, String stream) throws SQLException {
        PreparedStatement select =
                connection.prepareStatement("SELECT max(sequence) FROM " + EVENTS + " WHERE stream = ?");
        select.setObject(1, UUID.fromString(stream));
        return select;
    }

    @Override
    protected PreparedStatement createTokenAt(Connection connection, Instant time) throws SQLException {
        PreparedStatement select =
                connection.prepareStatement("SELECT min(position) - 1 FROM " + EVENTS + " WHERE time >= ?");
        select.setObject(1, atUtc(time));
        return select;
    }

    @Override
    protected PreparedStatement readSnapshotData(Connection connection, String stream) throws SQLException {
        PreparedStatement select = connection.prepareStatement(
                "SELECT " + COLUMNS + " FROM " + SNAPSHOTS + " WHERE stream = ? ORDER BY sequence DESC");
        select.setObject(1, UUID.fromString(stream));
        return select;
    }

    @Override
    protected PreparedStatement deleteSnapshots(Connection connection, String stream, long beforeSequence)
            throws SQLException {
        PreparedStatement delete =
                connection.prepareStatement("DELETE FROM " + SNAPSHOTS + " WHERE stream = ? AND sequence < ?");
        delete.setObject(1, UUID.fromString(stream));
        delete.setLong(2, beforeSequence);
        return delete;
    }

    @Override
    protected Object readTimeStamp(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime atUtc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
