package dev.weft.persistence.events;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;

/**
 * The newest state of each aggregate that was stored. They may be deleted at any time.
 *
 * <p>Safe for use by many threads.
 */
final class SnapshotRows {

    /** One that is larger than a page would is compressed; an older one never replaces a newer one. */
    private static final String STORE = """
            INSERT INTO weft.snapshot AS kept (stream, sequence, time, type, revision, payload)
            SELECT key, ?, ?, ?, ?, ? FROM weft.stream WHERE id = ?
            ON CONFLICT (stream) DO UPDATE SET
                sequence = excluded.sequence,
                time = excluded.time,
                type = excluded.type,
                revision = excluded.revision,
                payload = excluded.payload
            WHERE kept.sequence < excluded.sequence OR kept.revision <> excluded.revision
            """;

    private static final String READ = """
            SELECT sequence, time, type, revision, payload
            FROM weft.snapshot WHERE stream = (SELECT key FROM weft.stream WHERE id = ?)
            """;

    private final DataSource dataSource;

    SnapshotRows(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    void store(DomainEventMessage<?> snapshot, Serializer serializer) throws SQLException {
        SerializedObject<byte[]> state = snapshot.serializePayload(serializer, byte[].class);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(STORE)) {
            insert.setLong(1, snapshot.getSequenceNumber());
            insert.setObject(2, snapshot.getTimestamp().atOffset(ZoneOffset.UTC));
            insert.setString(3, state.getType().getName());
            insert.setString(4, state.getType().getRevision());
            insert.setBytes(5, state.getData());
            insert.setObject(6, UUID.fromString(snapshot.getAggregateIdentifier()));
            insert.executeUpdate();
        }
    }

    Optional<StoredSnapshot> of(UUID stream) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(READ)) {
            select.setObject(1, stream);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new StoredSnapshot(
                                stream,
                                row.getLong(1),
                                row.getObject(2, OffsetDateTime.class).toInstant(),
                                row.getString(3),
                                row.getString(4),
                                row.getBytes(5)))
                        : Optional.empty();
            }
        }
    }
}
