package dev.weft.persistence.archive;

import dev.weft.engine.workflow.UpdateBytes;
import dev.weft.engine.workflow.WorkflowCreated;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.persistence.events.EventBytes;
import dev.weft.persistence.events.HashChain;
import dev.weft.persistence.events.StoredEvent;
import dev.weft.persistence.events.StoredEvents;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;

/**
 * A history under another id: the event that creates the workflow names the new one, and so does the document; all other events stay what they are, and
 * all are chained anew. Used by one thread.
 */
final class CopiedWorkflow {

    private final WorkflowId source;
    private final WorkflowId target;
    private final StoredEvents events;
    private final Encoder encoder;
    private byte[] last;

    CopiedWorkflow(WorkflowId source, WorkflowId target, StoredEvents events, Encoder encoder) {
        this.source = source;
        this.target = target;
        this.events = events;
        this.encoder = encoder;
        last = HashChain.genesis(target.value());
    }

    /** Makes payloads as they are stored. */
    record Encoder(Serializer serializer) {
        EventBytes encoded(WorkflowCreated created, EventBytes before) {
            SerializedObject<byte[]> payload = serializer.serialize(created, byte[].class);
            return new EventBytes(
                    payload.getType().getName(),
                    Integer.parseInt(payload.getType().getRevision()),
                    before.timeMicros(),
                    before.metadata(),
                    payload.getData());
        }
    }

    /** The copy of the next event. */
    StoredEvent next(StoredEvent row) {
        EventBytes bytes = row.sequence() == 0 ? created(row) : row.bytes();
        last = HashChain.hash(last, bytes);
        return new StoredEvent(0, target.value(), row.sequence(), bytes, last);
    }

    private EventBytes created(StoredEvent row) {
        if (!(events.read(row).event() instanceof WorkflowCreated created)) {
            throw new ArchiveException("event 0 is " + row.bytes().type() + ", expected workflow-created");
        }
        return encoder.encoded(
                new WorkflowCreated(
                        target, created.projectId(), created.name(), renamed(created.seed()), created.lockVersion()),
                row.bytes());
    }

    /** The document says of which workflow it is. Both ids have the same number of characters, so that the update's structure stays as it is. */
    private UpdateBytes renamed(UpdateBytes seed) {
        byte[] bytes = seed.bytes().clone();
        byte[] before = source.toString().getBytes(StandardCharsets.US_ASCII);
        byte[] after = target.toString().getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i + before.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + before.length, before, 0, before.length)) {
                System.arraycopy(after, 0, bytes, i, after.length);
            }
        }
        return new UpdateBytes(bytes);
    }
}
