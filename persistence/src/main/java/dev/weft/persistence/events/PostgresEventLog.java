package dev.weft.persistence.events;

import dev.weft.engine.log.EventLog;
import dev.weft.engine.log.LogUnavailableException;
import dev.weft.engine.log.RecordedEvent;
import dev.weft.engine.workflow.WorkflowId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Reads single streams, past Axon. Long runs fetch their next page while the last one is worked on. */
final class PostgresEventLog implements EventLog {

    private static final Executor AHEAD =
            task -> Thread.ofVirtual().name("reads-ahead").start(task);

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
        long next = fromSequence;
        CompletableFuture<List<RecordedEvent>> page = ahead(workflowId, next, toSequence);
        while (next <= toSequence) {
            List<RecordedEvent> events = joined(page);
            next += events.size();
            boolean mayHaveMore = events.size() == EVENTS_PER_READ;
            if (mayHaveMore) {
                page = ahead(workflowId, next, toSequence);
            }
            events.forEach(action);
            if (!mayHaveMore) {
                return;
            }
        }
    }

    private CompletableFuture<List<RecordedEvent>> ahead(WorkflowId workflowId, long fromSequence, long toSequence) {
        if (fromSequence > toSequence) {
            return CompletableFuture.completedFuture(List.of());
        }
        int limit = (int) Math.min(EVENTS_PER_READ - 1, toSequence - fromSequence) + 1;
        return CompletableFuture.supplyAsync(() -> read(workflowId, fromSequence, limit), AHEAD);
    }

    private static List<RecordedEvent> joined(CompletableFuture<List<RecordedEvent>> page) {
        try {
            return page.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }
}
