package dev.weft.persistence.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import dev.weft.crdt.Doc;
import dev.weft.engine.Engine;
import dev.weft.engine.EngineConfiguration;
import dev.weft.engine.access.Principal;
import dev.weft.engine.access.ProjectAccess;
import dev.weft.engine.access.Role;
import dev.weft.engine.join.JoinOutcome;
import dev.weft.engine.join.JoinRequest;
import dev.weft.engine.workflow.JoinAction;
import dev.weft.engine.workflow.JoinKind;
import dev.weft.engine.workflow.UpdateBytes;
import dev.weft.engine.workflow.WorkflowCreated;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.persistence.checkpoint.PostgresCheckpoints;
import dev.weft.persistence.database.FreshDatabase;
import dev.weft.persistence.database.WeftDatabase;
import dev.weft.persistence.draft.WorkflowListing;
import dev.weft.persistence.readmodel.ReadModelPosition;
import dev.weft.persistence.readmodel.ReadModelProjection;
import dev.weft.persistence.readmodel.ReadModels;
import dev.weft.persistence.tail.LogTail;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.EventTypeUpcaster;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A log whose workflow was created by a build that never was: {@code workflow-created} had the name {@code workflow-made} then, and called the
 * name of the workflow its title.
 */
@ExtendWith(FreshDatabase.class)
class OlderRevisionIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final EventUpcasters UPCASTERS = EventUpcasters.of(
            List.of(EventTypeUpcaster.from("workflow-made", "1").to("workflow-created", "0"), new TitleBecomesName()));

    private final WorkflowId workflow = new WorkflowId(UUID.randomUUID());
    private WeftDatabase database;
    private EventLogStorage storage;

    /** From revision 0 of {@code workflow-created} to revision 1. */
    private static final class TitleBecomesName extends SingleEventUpcaster {

        private static final SimpleSerializedType FROM = new SimpleSerializedType("workflow-created", "0");
        private static final SimpleSerializedType TO = new SimpleSerializedType("workflow-created", "1");

        @Override
        protected boolean canUpcast(IntermediateEventRepresentation event) {
            return event.getType().equals(FROM);
        }

        @Override
        protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
            return event.upcastPayload(TO, JsonNode.class, payload -> {
                ObjectNode created = payload.deepCopy();
                created.set("name", created.remove("title"));
                return created;
            });
        }
    }

    @BeforeEach
    void open(WeftDatabase fresh) throws IOException {
        database = fresh;
        appendAsItWasMade();
        storage = new EventLogStorage(database, GroupCommitSettings.defaults(), new SimpleMeterRegistry(), UPCASTERS);
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void isUpcastWhenTheWorkflowIsJoinedAndItsDocumentLoaded() {
        try (Engine engine = startEngine()) {
            JoinOutcome joined = engine.joining().join(rejoining());

            // The aggregate has read the old event, and appended behind it.
            assertThat(joined)
                    .isInstanceOfSatisfying(
                            JoinOutcome.Joined.class,
                            admitted -> assertThat(admitted.kind()).isEqualTo(JoinKind.EXISTING));
            assertThat(nameIn(engine.hosts().read(workflow).join().orElseThrow().update()))
                    .isEqualTo("Nightly import");
        }
        assertThat(new ChainVerifier(database.dataSource()).verify(workflow))
                .isInstanceOf(ChainVerifier.Finding.Intact.class);
    }

    @Test
    void isUpcastInReplay() {
        try (Engine engine = startEngine()) {
            assertThat(engine.eventLog().event(workflow, 0).event())
                    .isInstanceOfSatisfying(
                            WorkflowCreated.class,
                            created -> assertThat(created.name()).isEqualTo("Nightly import"));
            assertThat(engine.history()
                            .stateAt(workflow, 0)
                            .doc()
                            .getMap("workflow")
                            .get("name"))
                    .isEqualTo("Nightly import");
        }
    }

    @Test
    void isUpcastInProjectionsAndCheckpoints() {
        WorkflowListing listing = new WorkflowListing(database.dataSource());
        ReadModels models = new ReadModels(storage.events(), new PostgresCheckpoints(database.dataSource()));
        ReadModelPosition position = new ReadModelPosition(database.dataSource());
        try (var _ = ReadModelProjection.start(models, storage, Duration.ZERO, position)) {
            await().atMost(PATIENCE).until(() -> listing.find(workflow).isPresent());
        }

        assertThat(listing.find(workflow))
                .hasValueSatisfying(found -> assertThat(found.name()).isEqualTo("Nightly import"));
        assertThat(new PostgresCheckpoints(database.dataSource()).fold(workflow, storage.eventLog()))
                .hasValueSatisfying(
                        checkpoint -> assertThat(nameIn(checkpoint.update())).isEqualTo("Nightly import"));
    }

    private void appendAsItWasMade() throws IOException {
        JdbcClient.create(database.dataSource())
                .sql("INSERT INTO weft.event_type (name) VALUES ('workflow-made')")
                .update();
        var types = new EventTypeNumbers(database.dataSource());
        var meters = new CommitMeters(new SimpleMeterRegistry());
        var made = new EventBytes("workflow-made", 1, 0, new byte[] {(byte) 0xa0}, olderPayload());
        var append =
                PendingAppend.chained(workflow.value(), 0, HashChain.genesis(workflow.value()), List.of(made), false);
        try (var committer = new GroupCommitter(
                new AppendSession(database, types), new LogTail(), meters, GroupCommitSettings.defaults())) {
            committer.submit(append);
            append.outcome().join();
        }
    }

    /** Today's bytes, but for the member that was renamed. */
    private byte[] olderPayload() throws IOException {
        Doc seed = new Doc();
        seed.getMap("workflow").set("name", "Nightly import");
        var created = new WorkflowCreated(
                workflow, SampleEvents.PROJECT, "Nightly import", new UpdateBytes(seed.encodeStateAsUpdate()), 0);
        CBORMapper cbor = new CBORMapper();
        ObjectNode payload = (ObjectNode) cbor.readTree(
                new EventSerializer().serialize(created, byte[].class).getData());
        payload.set("title", payload.remove("name"));
        return cbor.writeValueAsBytes(payload);
    }

    private Engine startEngine() {
        return Engine.start(
                EngineConfiguration.over(storage.eventStore(), storage.streamLengths(), ProjectAccess.ofClaims())
                        .withEventLog(storage.eventLog()));
    }

    private JoinRequest rejoining() {
        return new JoinRequest(
                workflow,
                SampleEvents.PROJECT,
                JoinAction.NEW,
                null,
                Principal.withRole("ada", SampleEvents.PROJECT, Role.OWNER),
                SampleEvents.SESSION,
                null,
                null);
    }

    private static Object nameIn(byte[] update) {
        Doc doc = new Doc();
        doc.applyUpdate(update);
        return doc.getMap("workflow").get("name");
    }
}
