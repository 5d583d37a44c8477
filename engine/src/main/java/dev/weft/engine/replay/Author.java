package dev.weft.engine.replay;

import dev.weft.engine.log.RecordedEvent;
import dev.weft.engine.workflow.AppendedUpdate;
import dev.weft.engine.workflow.EventMetadata;
import dev.weft.engine.workflow.UpdatesAppended;
import dev.weft.engine.workflow.WorkflowEventType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who did something to a document, by which event.
 *
 * @param sequence  of the event
 * @param eventType the event's stored name
 * @param time      when the edit was received; of an event of the server, when it was written
 * @param principal absent if the event doesn't tell
 * @param session   as the client named it; absent if the event doesn't tell
 * @param tool      what the sender said it was; absent if it said nothing
 */
public record Author(
        long sequence,
        String eventType,
        Instant time,
        @Nullable String principal,
        @Nullable String session,
        @Nullable String tool) {

    /** The authors of an event's updates: one for each, in order. */
    static List<Author> of(RecordedEvent recorded) {
        String type = WorkflowEventType.of(recorded.event()).storedName();
        if (recorded.event() instanceof UpdatesAppended appended) {
            return appended.updates().stream()
                    .map(update -> of(recorded.sequence(), type, update))
                    .toList();
        }
        Author author = new Author(
                recorded.sequence(),
                type,
                recorded.time(),
                recorded.metadata().get(EventMetadata.PRINCIPAL),
                recorded.metadata().get(EventMetadata.SESSION),
                null);
        return recorded.event().documentUpdates().stream().map(_ -> author).toList();
    }

    private static Author of(long sequence, String type, AppendedUpdate update) {
        return new Author(
                sequence,
                type,
                Instant.ofEpochMilli(update.receivedAtMillis()),
                update.principal(),
                update.session().value(),
                update.tool());
    }
}
