package dev.weft.persistence.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.crdt.Doc;
import dev.weft.engine.Engine;
import dev.weft.engine.EngineConfiguration;
import dev.weft.engine.access.ProjectAccess;
import dev.weft.engine.host.DocumentCheckpoint;
import dev.weft.engine.host.DocumentCheckpoints.Stride;
import dev.weft.engine.host.LiveDocument;
import dev.weft.engine.replay.History;
import dev.weft.engine.workflow.AppendedUpdate;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.SessionId;
import dev.weft.engine.workflow.UpdateBytes;
import dev.weft.engine.workflow.UpdatesAppended;
import dev.weft.engine.workflow.WorkflowCreated;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.persistence.database.FreshDatabase;
import dev.weft.persistence.database.WeftDatabase;
import dev.weft.persistence.events.EventLogStorage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(FreshDatabase.class)
class CheckpointIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ProjectId PROJECT = new ProjectId(UUID.fromString("00000000-0000-4000-8000-000000000001"));

    private final WorkflowId workflow = new WorkflowId(UUID.randomUUID());
    private final Doc author = new Doc();
    private final List<byte[]> typed = new ArrayList<>();
    private WeftDatabase database;
    private EventLogStorage storage;
    private PostgresCheckpoints checkpoints;
    private JdbcClient client;
    private int length;

    @BeforeEach
    void open(WeftDatabase fresh) {
        database = fresh;
        storage = new EventLogStorage(database);
        checkpoints = new PostgresCheckpoints(database.dataSource());
        client = JdbcClient.create(database.dataSource());
        author.onUpdate((update, origin, transaction) -> typed.add(update.clone()));
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void documentOpensFromItsCheckpointAndTheEventsAfterIt() {
        type(40);
        makeCheckpoint();
        type(3);
        deleteHistory(30);

        LiveDocument opened = openDocument();

        assertThat(opened.nextSequence()).isEqualTo(length);
        assertThat(textOf(opened)).isEqualTo(author.getText("text").toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "document = set_byte(document, 5, get_byte(document, 5) # 1)",
                "standing = '\\xa0', digest = sha256('\\x00' || int8send(update_bytes) || '\\xa0' || document)",
                "document = '\\xff', digest = sha256('\\x00' || int8send(update_bytes) || standing || '\\xff')",
                "is_kept = NOT is_kept",
                "update_bytes = update_bytes # 1",
                "format = 2",
                "event_hash = sha256('another log')",
                "sequence = sequence + 1000"
            })
    void checkpointThatIsNoUseIsPassedOverAndReplaced(String damage) {
        type(10);
        makeCheckpoint();
        client.sql("UPDATE weft.checkpoint SET " + damage).update();

        assertThat(textOf(openDocument())).isEqualTo(author.getText("text").toString());

        type(1);
        makeCheckpoint();
        assertThat(checkpoints.newest(workflow))
                .hasValueSatisfying(newest -> assertThat(newest.nextSequence()).isEqualTo(length));
    }

    @Test
    void olderCheckpointDoesNotReplaceANewerOne() {
        type(5);
        DocumentCheckpoint older = folded();
        type(5);
        makeCheckpoint();

        checkpoints.store(workflow, older);

        assertThat(checkpoints.newest(workflow))
                .hasValueSatisfying(newest -> assertThat(newest.nextSequence()).isEqualTo(length));
    }

    @Test
    void projectionMakesThemAfterSoManyEvents() {
        type(19);
        try (var _ = CheckpointProjection.start(storage, checkpoints, new CheckpointDue(20, 1 << 20))) {
            awaitCheckpointAt(20);
            type(10);
            type(10);
            awaitCheckpointAt(40);
        }
    }

    @Test
    void projectionMakesThemAfterSoManyBytes() {
        type(2);
        try (var _ = CheckpointProjection.start(storage, checkpoints, new CheckpointDue(1_000, 10_000))) {
            typeText("x".repeat(20_000));
            awaitCheckpointAt(length);
        }
    }

    @Test
    void documentThatCannotBeFoldedKeepsNobodyElseWaiting() {
        WorkflowId broken = new WorkflowId(UUID.randomUUID());
        storage.engine()
                .appendEvents(new GenericDomainEventMessage<>(
                        "Workflow",
                        broken.toString(),
                        0,
                        new WorkflowCreated(broken, PROJECT, "broken", new UpdateBytes(new byte[] {1}), 0)));
        type(4);
        try (var _ = CheckpointProjection.start(storage, checkpoints, new CheckpointDue(1, 1 << 20))) {
            awaitCheckpointAt(length);
        }
        assertThat(checkpoints.newest(broken)).isEmpty();
    }

    @Test
    void whatWaitsForSomethingMissingIsKept() {
        type(1);
        int before = typed.size();
        author.getText("text").insert(0, "missing ");
        byte[] missing = typed.removeLast();
        author.getText("text").insert(0, "built upon it ");
        append(typed.subList(before, typed.size()));

        makeCheckpoint();
        deleteHistory(length - 2);
        append(List.of(missing));

        assertThat(textOf(openDocument())).isEqualTo(author.getText("text").toString());
    }

    @Test
    void olderOnesAreKeptAtIntervalsSoThatPastStatesAreNearOne() {
        var spaced = new PostgresCheckpoints(database.dataSource(), new CheckpointSpacing(new Stride(10, 1 << 20)));
        type(34);

        spaced.renewed(workflow, storage.eventLog());
        type(3);
        spaced.renewed(workflow, storage.eventLog());

        assertThat(sequences()).containsExactly(9L, 19L, 29L, (long) length - 1);
        assertThat(spaced.newest(workflow, 25))
                .hasValueSatisfying(found -> assertThat(found.nextSequence()).isEqualTo(20));
        History past = new History(storage.eventLog(), spaced);
        for (long sequence = 0; sequence < length; sequence++) {
            assertThat(past.stateAt(workflow, sequence).doc().encodeStateAsUpdate())
                    .isEqualTo(new History(storage.eventLog())
                            .stateAt(workflow, sequence)
                            .doc()
                            .encodeStateAsUpdate());
        }
    }

    @Test
    void whatIsKeptTakesNoMoreRoomThanTheEvents() {
        var spaced = new PostgresCheckpoints(database.dataSource(), new CheckpointSpacing(new Stride(1, 1)));
        typeText("x".repeat(10_000));
        spaced.renewed(workflow, storage.eventLog());

        for (int i = 0; i < 12; i++) {
            type(10);
            spaced.renewed(workflow, storage.eventLog());
        }

        assertThat(client.sql("SELECT sum(length(document)) FROM weft.checkpoint WHERE is_kept")
                        .query(Long.class)
                        .single())
                .isBetween(
                        20_000L,
                        client.sql("SELECT sum(length(payload) + 200) FROM weft.event")
                                .query(Long.class)
                                .single());
    }

    private List<Long> sequences() {
        return client.sql("SELECT sequence FROM weft.checkpoint ORDER BY sequence")
                .query(Long.class)
                .list();
    }

    private void awaitCheckpointAt(int events) {
        await().atMost(PATIENCE)
                .until(() -> checkpoints
                        .newest(workflow)
                        .filter(newest -> newest.nextSequence() >= events)
                        .isPresent());
    }

    private void makeCheckpoint() {
        checkpoints.renewed(workflow, storage.eventLog()).orElseThrow();
    }

    private DocumentCheckpoint folded() {
        return checkpoints.fold(workflow, storage.eventLog()).orElseThrow();
    }

    private void deleteHistory(int lastSequence) {
        assertThat(client.sql("DELETE FROM weft.event WHERE sequence < ?")
                        .param(lastSequence)
                        .update())
                .isPositive();
    }

    private LiveDocument openDocument() {
        try (var engine = Engine.start(
                EngineConfiguration.over(storage.eventStore(), storage.streamLengths(), ProjectAccess.ofClaims())
                        .withCheckpoints(checkpoints))) {
            return engine.hosts().read(workflow).join().orElseThrow();
        }
    }

    private static String textOf(LiveDocument document) {
        Doc doc = new Doc();
        doc.applyUpdate(document.update());
        return doc.getText("text").toString();
    }

    /** One event for each edit. */
    private void type(int edits) {
        for (int i = 0; i < edits; i++) {
            typeText(length + " ");
        }
    }

    private void typeText(String text) {
        int before = typed.size();
        author.getText("text").insert(0, text);
        append(typed.subList(before, typed.size()));
    }

    private void append(List<byte[]> updates) {
        List<DomainEventMessage<?>> events = new ArrayList<>();
        if (length == 0) {
            events.add(message(new WorkflowCreated(workflow, PROJECT, "typed", new UpdateBytes(new byte[] {0, 0}), 0)));
        }
        events.add(message(new UpdatesAppended(
                UUID.randomUUID(),
                updates.stream()
                        .map(update -> new AppendedUpdate(new UpdateBytes(update), "ada", new SessionId("s"), null, 0))
                        .toList())));
        storage.engine().appendEvents(events);
    }

    private DomainEventMessage<?> message(Object payload) {
        return new GenericDomainEventMessage<>("Workflow", workflow.toString(), length++, payload);
    }
}
