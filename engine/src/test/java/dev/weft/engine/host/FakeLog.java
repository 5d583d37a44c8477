package dev.weft.engine.host;

import dev.weft.engine.log.EventLog;
import dev.weft.engine.log.LogUnavailableException;
import dev.weft.engine.log.RecordedEvent;
import dev.weft.engine.workflow.WorkflowEvent;
import dev.weft.engine.workflow.WorkflowId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The stream of one workflow, in memory. */
final class FakeLog implements EventLog {
    private final List<RecordedEvent> events = new ArrayList<>();
    private int readsToFail;

    /** @return false if the sequence is taken: the key is unique */
    boolean append(long expectedSequence, WorkflowEvent event) {
        if (expectedSequence < events.size()) {
            return false;
        }
        if (expectedSequence > events.size()) {
            throw new IllegalStateException("sequence " + expectedSequence + " after " + events.size() + " events");
        }
        events.add(new RecordedEvent(expectedSequence, event, Instant.EPOCH, Map.of()));
        return true;
    }

    int length() {
        return events.size();
    }

    WorkflowEvent event(int sequence) {
        return events.get(sequence).event();
    }

    void failNextReads(int count) {
        readsToFail = count;
    }

    @Override
    public List<RecordedEvent> read(WorkflowId workflowId, long fromSequence, int limit) {
        if (readsToFail > 0) {
            readsToFail--;
            throw new LogUnavailableException("connection refused");
        }
        int first = (int) Math.min(fromSequence, events.size());
        return List.copyOf(events.subList(first, Math.min(events.size(), first + limit)));
    }
}
