package dev.weft.persistence.events;

import dev.weft.engine.log.LogUnavailableException;
import dev.weft.engine.log.RecordedEvent;
import dev.weft.engine.workflow.WorkflowId;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Events of single streams as they are stored, byte for byte.
 *
 * <p>Safe for use by many threads.
 */
public final class StoredEvents {

    private final EventRows rows;
    private final EventTypeNumbers types;
    private final EventReader reader;

    StoredEvents(EventRows rows, EventTypeNumbers types, EventReader reader) {
        this.rows = rows;
        this.types = types;
        this.reader = reader;
    }

    /**
     * Hands over all rows of a stream by ascending sequence, with any gaps that there are.
     *
     * @throws LogUnavailableException if the log can't be read now
     */
    public void forEach(WorkflowId workflowId, Consumer<StoredEvent> action) {
        // Not by the count of rows: a row that is missing must not end the run.
        long[] next = {0};
        ReadAhead.forEach(0, Long.MAX_VALUE, (_, limit) -> page(workflowId, next, limit), action);
    }

    private List<StoredEvent> page(WorkflowId workflowId, long[] next, int limit) {
        try {
            List<StoredEvent> page = rows.ofStream(workflowId.value(), next[0], limit);
            next[0] = page.isEmpty() ? next[0] : page.getLast().sequence() + 1L;
            return page;
        } catch (SQLException e) {
            throw new LogUnavailableException("can't read workflow " + workflowId, e);
        }
    }

    /**
     * The event that a row holds.
     *
     * @throws RuntimeException of whatever kind if the row is none that this build can read
     */
    public RecordedEvent read(StoredEvent row) {
        return reader.read(row);
    }

    /**
     * The number that this database has given to a type of event.
     *
     * @throws UnreadableEventException if this build knows no such type
     */
    public short numberOf(String type) {
        try {
            return types.numberOf(type);
        } catch (IllegalArgumentException e) {
            throw new UnreadableEventException(e.getMessage());
        }
    }
}
