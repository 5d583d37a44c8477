package dev.weft.persistence.events;

import dev.weft.engine.workflow.WorkflowId;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads events together with their positions, of all streams or of one, not yet decoded.
 *
 * <p>Safe for use by many threads. Failures of the database are {@link EventStoreException} or {@link org.springframework.dao.DataAccessException}.
 */
public final class LoggedEvents {

    private static final String OF_STREAM =
            " FROM weft.event WHERE stream = (SELECT key FROM weft.stream WHERE id = ?)";

    private static final int RECENT_EVENTS = 1_000;

    private final EventRows rows;
    private final EventReader reader;
    private final JdbcClient client;

    LoggedEvents(EventRows rows, EventReader reader, DataSource dataSource) {
        this.rows = rows;
        this.reader = reader;
        client = JdbcClient.create(dataSource);
    }

    /** Events of all streams behind a position, in order: at most {@code limit}. No smaller position turns up later. */
    public List<LoggedEvent> behind(long position, int limit) {
        return reading(() -> rows.behind(position, limit));
    }

    /** Events of one stream from a sequence on, in order: at most {@code limit}. */
    public List<LoggedEvent> of(WorkflowId workflowId, long fromSequence, int limit) {
        return reading(() -> rows.ofStream(workflowId.value(), fromSequence, limit));
    }

    /** Asks the database for rows. */
    @FunctionalInterface
    private interface Query {
        List<StoredEvent> ask() throws SQLException;
    }

    private List<LoggedEvent> reading(Query query) {
        try {
            return query.ask().stream().map(row -> LoggedEvent.of(row, reader)).toList();
        } catch (SQLException e) {
            throw new EventStoreException("the database failed on reading events", e);
        }
    }

    /** Where an event of a stream stands in the log of all; empty if there is none. */
    public OptionalLong positionOf(WorkflowId workflowId, long sequence) {
        return number("SELECT position" + OF_STREAM + " AND sequence = ?", workflowId, sequence);
    }

    /** The last event of a stream that is not behind a position of the log; empty if all are. */
    public OptionalLong sequenceAt(WorkflowId workflowId, long position) {
        return number(
                "SELECT sequence" + OF_STREAM + " AND position <= ? ORDER BY sequence DESC LIMIT 1",
                workflowId,
                position);
    }

    /**
     * The workflows with the newest events, newest first.
     *
     * @param most of them, among the last {@value #RECENT_EVENTS} events
     */
    public List<WorkflowId> changedLast(int most) {
        return client.sql("""
                        SELECT id FROM (
                            SELECT stream, max(position) AS last
                            FROM (SELECT stream, position FROM weft.event ORDER BY position DESC LIMIT %d) AS recent
                            GROUP BY stream) AS changed
                        JOIN weft.stream ON stream.key = changed.stream
                        ORDER BY last DESC LIMIT ?""".formatted(RECENT_EVENTS)).param(most).query(UUID.class).stream()
                .map(WorkflowId::new)
                .toList();
    }

    private OptionalLong number(String sql, WorkflowId workflowId, long parameter) {
        return client.sql(sql).params(workflowId.value(), parameter).query(Long.class).list().stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }
}
