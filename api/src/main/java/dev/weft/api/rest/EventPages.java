package dev.weft.api.rest;

import dev.weft.engine.log.EventLog;
import dev.weft.engine.log.RecordedEvent;
import dev.weft.engine.workflow.EventMetadata;
import dev.weft.engine.workflow.UpdateBytes;
import dev.weft.engine.workflow.WorkflowEvent;
import dev.weft.engine.workflow.WorkflowEventType;
import dev.weft.engine.workflow.WorkflowId;
import java.util.ArrayList;
import java.util.List;

/** Reads the events of one workflow page by page. */
final class EventPages {

    /** Events fetched at a time. */
    private static final int CHUNK = 100;

    private final EventLog log;
    private final long mostBytes;

    /**
     * @param mostBytes of updates in a page, after which it ends early: events may hold a lot, and a page is answered in one
     *     piece
     */
    EventPages(EventLog log, long mostBytes) {
        this.log = log;
        this.mostBytes = mostBytes;
    }

    /**
     * The events behind {@code after}: at most {@code limit}, and at least one if there is any.
     *
     * @param after sequence of the last event that the caller has, −1 for none
     * @param limit at least 1
     */
    EventPage read(WorkflowId workflowId, long after, int limit) {
        List<EventPage.Entry> entries = new ArrayList<>();
        long bytes = 0;
        while (true) {
            // One more than fits tells whether anything follows.
            int wanted = Math.min(CHUNK, limit - entries.size() + 1);
            List<RecordedEvent> chunk = log.read(workflowId, after + 1 + entries.size(), wanted);
            for (RecordedEvent event : chunk) {
                if (entries.size() == limit || bytes >= mostBytes) {
                    return new EventPage(entries, entries.getLast().sequence());
                }
                entries.add(entry(event));
                bytes += updateBytes(event.event());
            }
            if (chunk.size() < wanted) {
                return new EventPage(entries, null);
            }
        }
    }

    private static EventPage.Entry entry(RecordedEvent recorded) {
        WorkflowEventType type = WorkflowEventType.of(recorded.event());
        return new EventPage.Entry(
                recorded.sequence(),
                type.storedName(),
                type.revision(),
                recorded.time(),
                recorded.metadata().get(EventMetadata.PRINCIPAL),
                recorded.metadata().get(EventMetadata.SESSION),
                EventPayload.of(recorded.event()));
    }

    private static long updateBytes(WorkflowEvent event) {
        return event.documentUpdates().stream()
                .mapToLong(UpdateBytes::lengthBytes)
                .sum();
    }
}
