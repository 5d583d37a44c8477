package dev.weft.engine.log;

import dev.weft.engine.workflow.WorkflowEvent;
import dev.weft.engine.workflow.WorkflowId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** Reads the log through Axon's event store. */
public final class AxonEventLog implements EventLog, StreamLengths {
    private final EventStore eventStore;

    public AxonEventLog(EventStore eventStore) {
        this.eventStore = eventStore;
    }

    @Override
    public List<RecordedEvent> read(WorkflowId workflowId, long fromSequence, int limit) {
        List<RecordedEvent> events = new ArrayList<>();
        try {
            DomainEventStream stream = eventStore.readEvents(workflowId.toString(), fromSequence);
            while (events.size() < limit && stream.hasNext()) {
                events.add(recorded(stream.next()));
            }
        } catch (RuntimeException e) {
            throw new LogUnavailableException(
                    "can't read workflow " + workflowId + " from sequence " + fromSequence, e);
        }
        return events;
    }

    /** One look-up for each stream: correct with any store, and slow with many streams. */
    @Override
    public Map<WorkflowId, Long> lengthsOf(Collection<WorkflowId> workflowIds) {
        Map<WorkflowId, Long> lengths = new HashMap<>();
        for (WorkflowId workflowId : workflowIds) {
            try {
                eventStore
                        .lastSequenceNumberFor(workflowId.toString())
                        .ifPresent(lastSequence -> lengths.put(workflowId, lastSequence + 1));
            } catch (RuntimeException e) {
                throw new LogUnavailableException("can't read the length of workflow " + workflowId, e);
            }
        }
        return lengths;
    }

    /** The event that a message of Axon's carries. */
    public static RecordedEvent recorded(DomainEventMessage<?> message) {
        Map<String, String> metadata = new HashMap<>();
        message.getMetaData().forEach((key, value) -> metadata.put(key, String.valueOf(value)));
        return new RecordedEvent(
                message.getSequenceNumber(), (WorkflowEvent) message.getPayload(), message.getTimestamp(), metadata);
    }
}
