package dev.weft.persistence.events;

import dev.weft.engine.workflow.WorkflowAggregate;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;

/** One row of the log, in the form in which Axon brings it up to date and deserializes it. */
public record StoredEvent(long position, UUID stream, int sequence, EventBytes bytes, byte[] hash)
        implements DomainEventData<byte[]> {

    @Override
    public String getType() {
        return WorkflowAggregate.TYPE;
    }

    @Override
    public String getAggregateIdentifier() {
        return stream.toString();
    }

    @Override
    public long getSequenceNumber() {
        return sequence;
    }

    /** The event's place in its stream, which nothing else ever has: no id of its own is stored. */
    @Override
    public String getEventIdentifier() {
        return stream + "@" + sequence;
    }

    @Override
    public Instant getTimestamp() {
        return bytes.time();
    }

    @Override
    public SerializedObject<byte[]> getMetaData() {
        return new SerializedMetaData<>(bytes.metadata(), byte[].class);
    }

    @Override
    public SerializedObject<byte[]> getPayload() {
        return new SimpleSerializedObject<>(
                bytes.payload(), byte[].class, bytes.type(), Integer.toString(bytes.revision()));
    }
}
