package dev.weft.persistence.events;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Reads rows of {@code weft.event}.
 *
 * <p>Safe for use by many threads.
 */
final class EventRows {

    private static final String SELECT = """
            SELECT event.position, stream.id, event.sequence, event.type, event.revision, event.time, event.metadata, event.payload, event.hash
            FROM weft.event JOIN weft.stream ON stream.key = event.stream
            """;

    private static final String OF_STREAM = SELECT
            + " WHERE event.stream = (SELECT key FROM weft.stream WHERE id = ?) AND event.sequence >= ?"
            + " ORDER BY event.sequence LIMIT ?";

    private static final String OF_ALL = SELECT + " WHERE event.position > ? ORDER BY event.position LIMIT ?";

    private static final String LAST_SEQUENCE =
            "SELECT max(sequence)::bigint FROM weft.event WHERE stream = (SELECT key FROM weft.stream WHERE id = ?)";

    private static final String HASH =
            "SELECT hash FROM weft.event WHERE stream = (SELECT key FROM weft.stream WHERE id = ?) AND sequence = ?";

    private static final String LAST_POSITION = "SELECT max(position) FROM weft.event";

    private static final String POSITION_BEFORE = "SELECT min(position) - 1 FROM weft.event WHERE time >= ?";

    private final DataSource dataSource;
    private final EventTypeNumbers types;

    EventRows(DataSource dataSource, EventTypeNumbers types) {
        this.dataSource = dataSource;
        this.types = types;
    }

    /** Events of one stream from a sequence on, in order. */
    List<StoredEvent> ofStream(UUID stream, long firstSequence, int limit) throws SQLException {
        return events(OF_STREAM, stream, firstSequence, limit);
    }

    /** Events of all streams behind a position, in order. All smaller positions are settled: see {@code weft.append_events}. */
    List<StoredEvent> behind(long position, int limit) throws SQLException {
        return events(OF_ALL, position, limit);
    }

    Optional<Long> lastSequence(UUID stream) throws SQLException {
        return single(LAST_SEQUENCE, row -> row.getObject(1, Long.class), stream);
    }

    Optional<byte[]> hashAt(UUID stream, long sequence) throws SQLException {
        return single(HASH, row -> row.getBytes(1), stream, sequence);
    }

    Optional<Long> lastPosition() throws SQLException {
        return single(LAST_POSITION, row -> row.getObject(1, Long.class));
    }

    /** The position before the first event since a time, by the clocks of those who wrote. */
    Optional<Long> positionBefore(Instant time) throws SQLException {
        return single(POSITION_BEFORE, row -> row.getObject(1, Long.class), time.atOffset(ZoneOffset.UTC));
    }

    private List<StoredEvent> events(String sql, Object... parameters) throws SQLException {
        return query(
                sql,
                rows -> {
                    List<StoredEvent> events = new ArrayList<>();
                    while (rows.next()) {
                        events.add(event(rows));
                    }
                    return events;
                },
                parameters);
    }

    private <T> Optional<T> single(String sql, Column<T> column, Object... parameters) throws SQLException {
        return query(sql, rows -> rows.next() ? Optional.ofNullable(column.of(rows)) : Optional.empty(), parameters);
    }

    private <T> T query(String sql, Column<T> result, Object... parameters) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = select.executeQuery()) {
                return result.of(rows);
            }
        }
    }

    /** Takes something out of a result. */
    @FunctionalInterface
    private interface Column<T> {
        T of(ResultSet rows) throws SQLException;
    }

    private StoredEvent event(ResultSet row) throws SQLException {
        return new StoredEvent(
                row.getLong(1),
                row.getObject(2, UUID.class),
                row.getInt(3),
                new EventBytes(
                        types.nameOf(row.getShort(4)),
                        row.getShort(5),
                        EventBytes.microsOf(
                                row.getObject(6, OffsetDateTime.class).toInstant()),
                        row.getBytes(7),
                        row.getBytes(8)),
                row.getBytes(9));
    }
}
