package dev.weft.persistence.events;

import dev.weft.engine.workflow.WorkflowAggregate;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;

/** The state of an aggregate after one of its events, in the form in which Axon deserializes it. */
record StoredSnapshot(UUID stream, long sequence, Instant time, String stateType, String revision, byte[] state)
        implements DomainEventData<byte[]> {

    /** CBOR of an empty map. */
    private static final byte[] NO_METADATA = {(byte) 0xa0};

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

    @Override
    public String getEventIdentifier() {
        return "snapshot " + stream + "@" + sequence;
    }

    @Override
    public Instant getTimestamp() {
        return time;
    }

    @Override
    public SerializedObject<byte[]> getMetaData() {
        return new SerializedMetaData<>(NO_METADATA, byte[].class);
    }

    @Override
    public SerializedObject<byte[]> getPayload() {
        return new SimpleSerializedObject<>(state, byte[].class, stateType, revision);
    }
}
