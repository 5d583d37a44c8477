package dev.weft.persistence.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.engine.workflow.WorkflowCreated;
import dev.weft.engine.workflow.WorkflowEventType;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.HexFormat;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Samples stand in {@code stored/}, named by type and revision, as hexadecimal text. They were written by the first build that knew the
 * revision, and are never written again: what is in somebody's log can't be either.
 */
class EventSerializerTest {

    private final EventSerializer serializer = new EventSerializer();

    @ParameterizedTest
    @EnumSource(WorkflowEventType.class)
    void storedSampleOfEachTypeIsRead(WorkflowEventType type) throws IOException {
        Object event = serializer.deserialize(stored(type.storedName(), type.revision(), sampleOf(type)));

        assertThat(event).isEqualTo(SampleEvents.all().get(type));
    }

    @ParameterizedTest
    @EnumSource(WorkflowEventType.class)
    void eachTypeIsWrittenAsItsSample(WorkflowEventType type) throws IOException {
        SerializedObject<byte[]> written =
                serializer.serialize(SampleEvents.all().get(type), byte[].class);

        assertThat(HexFormat.of().formatHex(written.getData()))
                .isEqualTo(HexFormat.of().formatHex(sampleOf(type)));
        assertThat(written.getType().getName()).isEqualTo(type.storedName());
        assertThat(written.getType().getRevision()).isEqualTo(Integer.toString(type.revision()));
    }

    @Test
    void metadataAreWrittenAsAMapOfText() {
        byte[] written =
                serializer.serialize(SampleEvents.METADATA, byte[].class).getData();

        assertThat(HexFormat.of().formatHex(written))
                .isEqualTo("bf" + "69" + hex("principal") + "63" + hex("ada") + "ff");
        MetaData read = serializer.deserialize(
                new SimpleSerializedObject<>(written, byte[].class, MetaData.class.getName(), null));
        assertThat(read).isEqualTo(SampleEvents.METADATA);
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
        byte[] sample = sampleOf(WorkflowEventType.WORKFLOW_CREATED);

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

    private static SerializedObject<byte[]> stored(String type, int revision, byte[] payload) {
        return new SimpleSerializedObject<>(payload, byte[].class, type, Integer.toString(revision));
    }

    private static byte[] sampleOf(WorkflowEventType type) throws IOException {
        String name = "stored/" + type.storedName() + "." + type.revision() + ".hex";
        try (InputStream sample = EventSerializerTest.class.getResourceAsStream(name)) {
            assertThat(sample).as("sample " + name).isNotNull();
            return HexFormat.of().parseHex(new String(sample.readAllBytes()).replaceAll("\\s", ""));
        }
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes());
    }
}
