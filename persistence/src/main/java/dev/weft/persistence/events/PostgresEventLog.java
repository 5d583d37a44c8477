package dev.weft.persistence.events;

import dev.weft.engine.log.EventLog;
import dev.weft.engine.log.LogUnavailableException;
import dev.weft.engine.log.RecordedEvent;
import dev.weft.engine.workflow.WorkflowId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads single streams, past Axon. Long runs fetch their next page while the last one is worked on. */
final class PostgresEventLog implements EventLog {

    private final EventRows rows;
    private final EventReader reader;

    PostgresEventLog(EventRows rows, EventReader reader) {
        this.rows = rows;
        this.reader = reader;
    }

    @Override
    public List<RecordedEvent> read(WorkflowId workflowId, long fromSequence, int limit) {
        try {
            List<StoredEvent> page = rows.ofStream(workflowId.value(), fromSequence, limit);
            List<RecordedEvent> events = new ArrayList<>(page.size());
            page.forEach(row -> events.add(reader.read(row)));
            return events;
        } catch (SQLException | RuntimeException e) {
            throw new LogUnavailableException(
                    "can't read workflow " + workflowId + " from sequence " + fromSequence, e);
        }
    }

    @Override
    public void forEach(WorkflowId workflowId, long fromSequence, long toSequence, Consumer<RecordedEvent> action) {
        ReadAhead.forEach(fromSequence, toSequence, (sequence, limit) -> read(workflowId, sequence, limit), action);
    }
}
