package dev.weft.persistence.events;

import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import dev.weft.engine.workflow.WorkflowAggregate;
import dev.weft.engine.workflow.WorkflowEvent;
import dev.weft.engine.workflow.WorkflowEventType;
import dev.weft.engine.workflow.WorkflowSnapshot;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.json.JacksonSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Events, their metadata, and snapshots of aggregates as CBOR (RFC 8949), named by the engine's registry of types and revisions, never by class.
 *
 * <p>Writes only today's revisions. Reads only those too: older ones have been brought up to date by {@link EventUpcasters} before they
 * get here, and a type or revision that is unknown fails, since skipping an event would change what is folded from the log.
 *
 * <p>Safe for use by many threads.
 */
public final class EventSerializer extends JacksonSerializer {

    /** Axon's own name for the type of metadata; it is not stored. */
    private static final SerializedType METADATA = new SimpleSerializedType(MetaData.class.getName(), null);

    /** Snapshots of another revision are as unknown as any other type: Axon passes over them and reads the events. */
    private static final SerializedType SNAPSHOT =
            new SimpleSerializedType(WorkflowSnapshot.STORED_NAME, Integer.toString(WorkflowSnapshot.REVISION));

    private final MetadataCodec metadata;

    public EventSerializer() {
        this(lenientFactory());
    }

    private EventSerializer(CBORFactory cbor) {
        super(JacksonSerializer.builder()
                .objectMapper(CBORMapper.builder(cbor)
                        .addModule(UpdatesAppendedLayout.module())
                        .build()));
        metadata = new MetadataCodec(cbor);
    }

    MetadataCodec metadataCodec() {
        return metadata;
    }

    @Override
    public <T> SerializedObject<T> serialize(@Nullable Object object, Class<T> representation) {
        if (object instanceof MetaData map && representation == byte[].class) {
            return new SimpleSerializedObject<>(representation.cast(metadata.encode(map)), representation, METADATA);
        }
        return super.serialize(object, representation);
    }

    @Override
    @SuppressWarnings("unchecked") // as the type of what was serialized says
    public <S, T> T deserialize(SerializedObject<S> serialized) {
        if (METADATA.getName().equals(serialized.getType().getName()) && serialized.getData() instanceof byte[] bytes) {
            return (T) metadata.decode(bytes);
        }
        return super.deserialize(serialized);
    }

    /** Half of a surrogate pair, which UTF-8 can't express, becomes U+FFFD: somebody's odd text must not make an append fail. */
    private static CBORFactory lenientFactory() {
        return CBORFactory.builder()
                .enable(CBORGenerator.Feature.LENIENT_UTF_ENCODING)
                .build();
    }

    /**
     * @throws UnreadableEventException if there is no such type, or none of that revision
     */
    @Override
    public Class<?> classForType(SerializedType type) {
        if (SerializedType.emptyType().equals(type)) {
            return Void.class;
        }
        if (METADATA.getName().equals(type.getName())) {
            return MetaData.class;
        }
        if (SNAPSHOT.equals(type)) {
            return WorkflowAggregate.class;
        }
        WorkflowEventType known = WorkflowEventType.ofStoredName(type.getName())
                .orElseThrow(() -> new UnreadableEventException(
                        "unknown event type " + type.getName() + "; this build knows " + knownTypes()));
        if (!revision(known).equals(type.getRevision())) {
            throw new UnreadableEventException("event " + type.getName() + " has revision " + type.getRevision()
                    + "; this build reads revision " + revision(known) + ". Was it written by a newer one?");
        }
        return known.eventClass();
    }

    /** @throws IllegalArgumentException if the class is neither an event, nor metadata, nor the aggregate */
    @Override
    @SuppressWarnings("rawtypes") // as inherited
    public SerializedType typeForClass(@Nullable Class type) {
        if (type == null || type == Void.class || type == Void.TYPE) {
            return SerializedType.emptyType();
        }
        if (type == MetaData.class) {
            return METADATA;
        }
        if (type == WorkflowAggregate.class) {
            return SNAPSHOT;
        }
        return WorkflowEventType.ofClass(type)
                .map(known -> new SimpleSerializedType(known.storedName(), revision(known)))
                .orElseThrow(() -> new IllegalArgumentException(
                        type.getName() + " is no " + WorkflowEvent.class.getSimpleName() + " with a stored name"));
    }

    private static String revision(WorkflowEventType type) {
        return Integer.toString(type.revision());
    }

    private static String knownTypes() {
        return Arrays.stream(WorkflowEventType.values())
                .map(WorkflowEventType::storedName)
                .collect(Collectors.joining(", "));
    }
}
