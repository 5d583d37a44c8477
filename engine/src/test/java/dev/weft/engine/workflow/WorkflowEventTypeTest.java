package dev.weft.engine.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import dev.weft.engine.content.Section;
import dev.weft.engine.content.WorkflowContent;
import dev.weft.engine.content.merge.MergeConflict;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorkflowEventTypeTest {
    private static final UUID SOME_ID = UUID.fromString("8e7a6f2c-5f4f-4b3e-9f0a-0d7c1f3a2b11");

    static List<WorkflowEvent> oneOfEach() {
        return List.of(
                new WorkflowCreated(
                        new WorkflowId(SOME_ID), new ProjectId(SOME_ID), "Untitled workflow", update(1, 2, 3), 0),
                new WorkflowRejoined(JoinAction.NEW, JoinKind.EXISTING, new SessionId("tab-1")),
                new UpdatesAppended(
                        SOME_ID,
                        List.of(
                                new AppendedUpdate(
                                        update(0, 0), "ada", new SessionId("tab-1"), "page", 1_760_000_000_000L),
                                new AppendedUpdate(
                                        update(7), "ben", new SessionId("tab-2"), null, 1_760_000_000_001L))),
                new WorkflowSaved(SOME_ID, version(), List.of("jobs[" + SOME_ID + "].name"), update(1)),
                new WorkflowReset(SOME_ID, 1, null, update(1)),
                new WorkflowReset(SOME_ID, null, 7L, update(1)),
                new WorkflowReconciled(
                        SOME_ID,
                        version(),
                        "deploy",
                        List.of(new MergeConflict(Section.WORKFLOW, -1, null, "name", null, "ours", null)),
                        update(1)),
                new WorkflowDeleted(SOME_ID, "Nightly_del", 1_760_000_000_000L, update(1)),
                new WorkflowRestored(SOME_ID, version(), update(1)),
                new WorkflowRestored(SOME_ID, null, update(1)),
                new WorkflowPurged(SOME_ID));
    }

    @Test
    void everyEventHasAnEntryOfItsOwn() {
        assertThat(Arrays.stream(WorkflowEventType.values()).map(WorkflowEventType::eventClass))
                .containsExactlyInAnyOrderElementsOf(
                        recordsOf(WorkflowEvent.class).toList());
    }

    private static Stream<Class<? extends WorkflowEvent>> recordsOf(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses())
                .flatMap(type -> type.isSealed() ? recordsOf(type) : Stream.of(type.asSubclass(WorkflowEvent.class)));
    }

    private static SavedVersion version() {
        return new SavedVersion(1, WorkflowContent.empty("Nightly import"), 1_760_000_000_000L);
    }

    @ParameterizedTest
    @MethodSource("oneOfEach")
    void anEntryIsFoundByEventClassAndName(WorkflowEvent event) {
        WorkflowEventType type = WorkflowEventType.of(event);

        assertThat(WorkflowEventType.ofClass(event.getClass())).contains(type);
        assertThat(WorkflowEventType.ofStoredName(type.storedName())).contains(type);
    }

    @Test
    void storedNamesNeverChange() {
        assertThat(WorkflowEventType.values())
                .extracting(type -> type.storedName() + " " + type.revision())
                .containsExactly(
                        "workflow-created 1",
                        "workflow-rejoined 1",
                        "updates-appended 1",
                        "workflow-saved 1",
                        "workflow-reset 1",
                        "workflow-reconciled 1",
                        "workflow-deleted 1",
                        "workflow-restored 1",
                        "workflow-purged 1");
    }

    @ParameterizedTest
    @MethodSource("oneOfEach")
    void survivesCborWithAPlainMapper(WorkflowEvent event) throws IOException {
        var mapper = new ObjectMapper(new CBORFactory());

        byte[] stored = mapper.writeValueAsBytes(event);

        assertThat(mapper.readValue(stored, event.getClass())).isEqualTo(event);
    }

    @Test
    void updatesAreStoredAsTheirBytesAndIdsAsSixteen() throws IOException {
        var mapper = new ObjectMapper(new CBORFactory());

        assertThat(mapper.readTree(mapper.writeValueAsBytes(update(1, 2, 3))).binaryValue())
                .containsExactly(1, 2, 3);
        assertThat(mapper.readTree(mapper.writeValueAsBytes(new WorkflowId(SOME_ID)))
                        .binaryValue())
                .hasSize(16);
    }

    private static UpdateBytes update(int... bytes) {
        byte[] array = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            array[i] = (byte) bytes[i];
        }
        return new UpdateBytes(array);
    }
}
