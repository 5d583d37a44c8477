package dev.weft.persistence.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.engine.workflow.EventMetadata;
import dev.weft.engine.workflow.WorkflowCreated;
import dev.weft.engine.workflow.WorkflowEventType;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.upcasting.event.InitialEventRepresentation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Samples stand in {@code stored/}, named by type and revision, as hexadecimal text. They were written by the first build that knew the
 * revision, and are never written again: what is in somebody's log can't be either.
 */
class EventSerializerTest {

    private final EventSerializer serializer = new EventSerializer();

    @ParameterizedTest
    @EnumSource(WorkflowEventType.class)
    void storedSampleOfEachTypeIsRead(WorkflowEventType type) throws IOException {
        Object event =
                serializer.deserialize(stored(type.storedName(), type.revision(), sampleOf(type, type.revision())));

        assertThat(event).isEqualTo(SampleEvents.all().get(type));
    }

    @ParameterizedTest
    @MethodSource("allRevisionsEverWritten")
    void storedSampleOfEachRevisionEverWrittenIsBroughtUpToDate(WorkflowEventType type, int revision)
            throws IOException {
        SerializedObject<byte[]> sample = stored(type.storedName(), revision, sampleOf(type, revision));

        List<Object> events = EventUpcasters.ofThisBuild()
                .chain()
                .upcast(Stream.of(representation(sample)))
                .<Object>map(upcast -> serializer.deserialize(upcast.getData()))
                .toList();

        assertThat(events).singleElement().isInstanceOf(type.eventClass());
    }

    static Stream<Arguments> allRevisionsEverWritten() {
        return Arrays.stream(WorkflowEventType.values())
                .flatMap(type -> IntStream.rangeClosed(1, type.revision()).mapToObj(at -> Arguments.of(type, at)));
    }

    @ParameterizedTest
    @EnumSource(WorkflowEventType.class)
    void eachTypeIsWrittenAsItsSample(WorkflowEventType type) throws IOException {
        SerializedObject<byte[]> written =
                serializer.serialize(SampleEvents.all().get(type), byte[].class);

        assertThat(HexFormat.of().formatHex(written.getData()))
                .isEqualTo(HexFormat.of().formatHex(sampleOf(type, type.revision())));
        assertThat(written.getType().getName()).isEqualTo(type.storedName());
        assertThat(written.getType().getRevision()).isEqualTo(Integer.toString(type.revision()));
    }

    @Test
    void metadataAreWrittenAsAMapWithNumbersForKeysAndBytesForIds() {
        MetaData metadata = MetaData.from(Map.of(
                EventMetadata.PRINCIPAL,
                "ada",
                EventMetadata.CAUSATION_ID,
                "0b0e9c53-7f0a-4d0c-8a55-3a9f7a9b1c11",
                EventMetadata.TRACE_ID,
                "4bf92f3577b34da6a3ce929d0e0e4736",
                "weather",
                "fine"));

        byte[] written = serializer.serialize(metadata, byte[].class).getData();

        assertThat(HexFormat.of().formatHex(written))
                .isEqualTo("a4"
                        + ("04" + "50" + "0b0e9c537f0a4d0c8a553a9f7a9b1c11")
                        + ("00" + "63" + hex("ada"))
                        + ("02" + "51" + "4bf92f3577b34da6a3ce929d0e0e4736" + "00")
                        + ("67" + hex("weather") + "64" + hex("fine")));
        assertThat((MetaData) serializer.deserialize(stored(written))).isEqualTo(metadata);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0B0E9C53-7F0A-4D0C-8A55-3A9F7A9B1C11",
                "0b0e9c53-7f0a-4d0c-8a55-3a9f7a9b1c1g",
                "0b0e9c537f0a4d0c8a553a9f7a9b1c11",
                "0B0e9c537f0a4d0c8a553a9f7a9b1c11",
                "0123456789abcdef",
                "0123456789abcdef0"
            })
    void textThatLooksLikeAnIdComesBackAsItWas(String text) {
        MetaData metadata = MetaData.with(EventMetadata.SESSION, text);

        byte[] written = serializer.serialize(metadata, byte[].class).getData();

        assertThat((MetaData) serializer.deserialize(stored(written))).isEqualTo(metadata);
    }

    @Test
    void unknownKeyOfMetadataFailsAndTellsTheKnownOnes() {
        byte[] newer = HexFormat.of().parseHex("a1" + "08" + "63" + hex("ada"));

        assertThatThrownBy(() -> serializer.deserialize(stored(newer)))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessage("unknown key 8 of metadata; this build knows 0 to 7");
    }

    @Test
    void damagedMetadataFail() {
        byte[] cut = HexFormat.of().parseHex("a1" + "00" + "63" + "61");

        assertThatThrownBy(() -> serializer.deserialize(stored(cut)))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageStartingWith("metadata are no CBOR map of text");
    }

    @Test
    void halfOfASurrogatePairIsReplaced() {
        var odd = new WorkflowCreated(
                SampleEvents.WORKFLOW, SampleEvents.PROJECT, "half \ud83d", SampleEvents.update(0, 0), 0);

        SerializedObject<byte[]> written = serializer.serialize(odd, byte[].class);

        WorkflowCreated read = serializer.deserialize(written);
        assertThat(read.name()).isEqualTo("half \uFFFD");
    }

    @Test
    void unknownTypeFailsAndTellsTheKnownOnes() {
        assertThatThrownBy(() -> serializer.deserialize(stored("workflow-painted", 1, new byte[] {(byte) 0xa0})))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessage("unknown event type workflow-painted; this build knows"
                        + " workflow-created, workflow-rejoined, updates-appended, workflow-saved, workflow-reset,"
                        + " workflow-reconciled, workflow-deleted, workflow-restored, workflow-purged");
    }

    @Test
    void unknownRevisionFailsAndTellsTheKnownOne() throws IOException {
        byte[] sample = sampleOf(WorkflowEventType.WORKFLOW_CREATED, 1);

        assertThatThrownBy(() -> serializer.deserialize(stored("workflow-created", 2, sample)))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("event workflow-created has revision 2; this build reads revision 1");
    }

    @Test
    void classNameIsNoType() {
        assertThatThrownBy(() -> serializer.deserialize(stored(Instant.class.getName(), 1, new byte[] {0})))
                .isInstanceOf(UnreadableEventException.class);
    }

    @Test
    void onlyEventsAreWritten() {
        assertThatThrownBy(() -> serializer.serialize(Instant.EPOCH, byte[].class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.time.Instant is no WorkflowEvent");
    }

    private static SerializedObject<byte[]> stored(byte[] metadata) {
        return new SerializedMetaData<>(metadata, byte[].class);
    }

    private static SerializedObject<byte[]> stored(String type, int revision, byte[] payload) {
        return new SimpleSerializedObject<>(payload, byte[].class, type, Integer.toString(revision));
    }

    private InitialEventRepresentation representation(SerializedObject<byte[]> payload) {
        EventBytes bytes = new EventBytes(
                payload.getType().getName(),
                Integer.parseInt(payload.getType().getRevision()),
                0,
                serializer.serialize(SampleEvents.METADATA, byte[].class).getData(),
                payload.getData());
        return new InitialEventRepresentation(
                new StoredEvent(1, SampleEvents.WORKFLOW.value(), 0, bytes, new byte[HashChain.HASH_BYTES]),
                serializer);
    }

    private static byte[] sampleOf(WorkflowEventType type, int revision) throws IOException {
        String name = "stored/" + type.storedName() + "." + revision + ".hex";
        try (InputStream sample = EventSerializerTest.class.getResourceAsStream(name)) {
            assertThat(sample).as("sample " + name).isNotNull();
            return HexFormat.of().parseHex(new String(sample.readAllBytes()).replaceAll("\\s", ""));
        }
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes());
    }
}
