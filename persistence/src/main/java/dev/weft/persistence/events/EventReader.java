package dev.weft.persistence.events;

import com.fasterxml.jackson.databind.ObjectReader;
import dev.weft.engine.log.RecordedEvent;
import dev.weft.engine.workflow.SelfTold;
import dev.weft.engine.workflow.WorkflowEvent;
import dev.weft.engine.workflow.WorkflowEventType;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes events of stored rows without the messages that Axon would make of them in between: a long stream is read several times as fast. A row of
 * an earlier revision takes Axon's way, where it is brought up to date.
 *
 * <p>Safe for use by many threads.
 */
final class EventReader {

    private final Map<WorkflowEventType, ObjectReader> payloads = new EnumMap<>(WorkflowEventType.class);
    private final MetadataCodec metadata;
    private final Function<StoredEvent, RecordedEvent> otherRevisions;

    /** @param otherRevisions reads what this build doesn't write any more, or fails */
    EventReader(EventSerializer serializer, Function<StoredEvent, RecordedEvent> otherRevisions) {
        for (WorkflowEventType type : WorkflowEventType.values()) {
            payloads.put(type, serializer.getObjectMapper().readerFor(type.eventClass()));
        }
        this.metadata = serializer.metadataCodec();
        this.otherRevisions = otherRevisions;
    }

    /** @throws RuntimeException of whatever kind if the row is none that this build can read */
    RecordedEvent read(StoredEvent row) {
        EventBytes bytes = row.bytes();
        Optional<WorkflowEventType> type = WorkflowEventType.ofStoredName(bytes.type());
        if (type.isEmpty() || type.get().revision() != bytes.revision()) {
            return otherRevisions.apply(row);
        }
        WorkflowEvent event;
        try {
            event = payloads.get(type.get()).readValue(bytes.payload());
        } catch (IOException e) {
            throw new UnreadableEventException("event " + row.sequence() + " of " + row.stream() + " is no "
                    + bytes.type() + ": " + e.getMessage());
        }
        Map<String, String> all = SelfTold.by(event);
        metadata.decode(bytes.metadata()).forEach((key, value) -> all.put(key, (String) value));
        return new RecordedEvent(row.sequence(), event, bytes.time(), all);
    }
}
