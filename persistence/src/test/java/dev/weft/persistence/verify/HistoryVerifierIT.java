package dev.weft.persistence.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.crdt.Doc;
import dev.weft.engine.Engine;
import dev.weft.engine.EngineConfiguration;
import dev.weft.engine.access.Principal;
import dev.weft.engine.access.ProjectAccess;
import dev.weft.engine.access.Role;
import dev.weft.engine.host.DocumentCheckpoints;
import dev.weft.engine.join.JoinRequest;
import dev.weft.engine.request.DocumentRequest;
import dev.weft.engine.request.RequestOutcome;
import dev.weft.engine.request.Requester;
import dev.weft.engine.workflow.JoinAction;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.SessionId;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.persistence.checkpoint.PostgresCheckpoints;
import dev.weft.persistence.database.FreshDatabase;
import dev.weft.persistence.database.WeftDatabase;
import dev.weft.persistence.events.EventLogStorage;
import dev.weft.persistence.readmodel.ReadModelPosition;
import dev.weft.persistence.readmodel.ReadModelProjection;
import dev.weft.persistence.readmodel.ReadModels;
import dev.weft.testkit.Seeds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Everything that is stored of a workflow is altered somewhere, and the verifier says where. */
@ExtendWith(FreshDatabase.class)
class HistoryVerifierIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ProjectId PROJECT = new ProjectId(UUID.randomUUID());
    private static final Principal ADA = Principal.withRole("ada", PROJECT, Role.EDITOR);
    private static final SessionId TAB = new SessionId("tab");
    private static final int FLIPS_PER_VALUE = 3;

    private final WorkflowId workflow = new WorkflowId(UUID.randomUUID());
    private EventLogStorage storage;
    private JdbcClient client;
    private HistoryVerifier verifier;

    @BeforeEach
    void recordAHistory(WeftDatabase database) {
        storage = new EventLogStorage(database);
        client = JdbcClient.create(database.dataSource());
        verifier = new HistoryVerifier(database.dataSource(), storage);
        try (Engine engine = Engine.start(
                EngineConfiguration.over(storage.eventStore(), storage.streamLengths(), ProjectAccess.ofClaims())
                        .withEventLog(storage.eventLog()))) {
            engine.joining().join(new JoinRequest(workflow, PROJECT, JoinAction.NEW, null, ADA, TAB, null, null));
            edit(engine, doc -> doc.getMap("workflow").set("name", "Nightly"));
            ask(engine, new DocumentRequest.Save());
            edit(engine, doc -> doc.getText("notes").insert(0, "call the clinic"));
        }
        new PostgresCheckpoints(database.dataSource()).renewed(workflow, storage.eventLog());
        project(database);
    }

    private void project(WeftDatabase database) {
        ReadModels models = new ReadModels(storage.events(), DocumentCheckpoints.none());
        ReadModelPosition position = new ReadModelPosition(database.dataSource());
        try (var _ = ReadModelProjection.start(models, storage, Duration.ZERO, position)) {
            await().atMost(PATIENCE).until(() -> position.current() >= storage.lastPosition());
        }
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void whatNobodyTouchedIsIntact() {
        assertThat(verifier.verify(workflow))
                .isInstanceOfSatisfying(
                        Finding.Intact.class,
                        intact -> assertThat(intact.events()).isEqualTo(4));
        assertThat(all()).singleElement().isInstanceOf(Finding.Intact.class);
    }

    @Test
    void bitFlippedInAnyStoredEventNamesTheEvent() {
        SplittableRandom random = new SplittableRandom(Seeds.of("flipped events", 1)[0]);
        for (int sequence = 0; sequence < 4; sequence++) {
            for (String column : List.of("payload", "metadata", "hash")) {
                for (int i = 0; i < FLIPS_PER_VALUE; i++) {
                    flipAndExpect("event", sequence, column, random, "event " + sequence + " (");
                }
            }
        }
    }

    @Test
    void bitFlippedInAnyStoredCheckpointNamesTheCheckpoint() {
        SplittableRandom random = new SplittableRandom(Seeds.of("flipped checkpoints", 1)[0]);
        for (String column : List.of("event_hash", "standing", "document", "digest")) {
            for (int i = 0; i < 2 * FLIPS_PER_VALUE; i++) {
                flipAndExpect("checkpoint", 3, column, random, "checkpoint after event 3: ");
            }
        }
    }

    @Test
    void columnOfAnEventThatWasChangedNamesTheEvent() {
        String where = " WHERE sequence = 2";
        changeAndExpect("event", "type = (SELECT max(number) FROM weft.event_type)" + where, "event 2 (");
        changeAndExpect("event", "type = 77" + where, "event 2 (type number 77");
        changeAndExpect("event", "revision = 2" + where, "event 2 (");
        changeAndExpect("event", "time = time + interval '1 microsecond'" + where, "event 2 (");
        changeAndExpect("event", "position = DEFAULT" + where, "event 3 (");
        changeAndExpect("event", "sequence = 70" + where, "event 2 is missing");
        changeAndExpect("event", "stream = 70" + where, "event 2 is missing");
        changeAndExpect("event", "stream = 70 WHERE sequence = 3", "is of stream number 70, which there isn't");
    }

    @Test
    void columnOfACheckpointThatWasChangedNamesTheCheckpoint() {
        String named = "checkpoint after event 3: ";
        changeAndExpect("checkpoint", "format = 0", named + "it has format 0");
        changeAndExpect("checkpoint", "is_kept = NOT is_kept", named + "it is damaged");
        changeAndExpect("checkpoint", "update_bytes = update_bytes # 1", named + "it is damaged");
        changeAndExpect("checkpoint", "sequence = 2", "checkpoint after event 2: it was made after event 2, which");
        changeAndExpect("checkpoint", "sequence = 9", "checkpoint after event 9: the log has no such event");
        changeAndExpect("checkpoint", "stream = 70", "a checkpoint is of stream number 70");
        changeAndExpect(
                "checkpoint",
                "document = '\\x0000', digest = sha256('\\x00' || int8send(update_bytes) || standing || '\\x0000')",
                named + "its document is not what its events give");
    }

    @Test
    void rowOfAReadModelThatWasChangedByHandIsNamed() {
        changeAndExpect("draft", "name = 'Somebody else''s'", "read model draft");
        changeAndExpect("draft", "content = jsonb_set(content, '{workflow,name}', '\"x\"')", "read model draft");
        changeAndExpect("workflow", "name = 'Somebody else''s'", "read model workflow");
        changeAndExpect("workflow_version", "lock_version = 2", "read model");
        client.sql("DELETE FROM weft.draft").update();
        assertThat(whatIsOff(verifier.verify(workflow))).contains("read model draft");
    }

    /** Puts everything back afterwards. */
    private void changeAndExpect(String table, String change, String named) {
        client.sql("CREATE TABLE before AS SELECT * FROM weft." + table).update();
        assertThat(client.sql("UPDATE weft." + table + " SET " + change).update())
                .as(change)
                .isPositive();
        assertThat(all())
                .as(change)
                .anySatisfy(finding -> assertThat(whatIsOff(finding)).contains(named));
        client.sql("DELETE FROM weft." + table).update();
        client.sql("INSERT INTO weft." + table + " OVERRIDING SYSTEM VALUE SELECT * FROM before")
                .update();
        client.sql("DROP TABLE before").update();
        assertThat(all()).as("put back").hasOnlyElementsOfType(Finding.Intact.class);
    }

    @Test
    void eventThatCannotBeFoldedIsNamedThoughItsHashIsRight() {
        // A program that writes to the table itself could do so.
        client.sql("""
                        WITH altered AS (
                            SELECT position, set_byte(payload, length(payload) - 1, 255) AS payload FROM weft.event WHERE sequence = 3)
                        UPDATE weft.event SET payload = altered.payload FROM altered WHERE event.position = altered.position
                        """).update();

        assertThat(whatIsOff(verifier.verify(workflow))).startsWith("event 3 (");
    }

    private void flipAndExpect(String table, int sequence, String column, SplittableRandom random, String named) {
        int length = client.sql("SELECT length(" + column + ") FROM weft." + table + " WHERE sequence = ?")
                .param(sequence)
                .query(Integer.class)
                .single();
        int at = random.nextInt(length);
        int mask = 1 << random.nextInt(8);
        flip(table, sequence, column, at, mask);
        assertThat(whatIsOff(verifier.verify(workflow)))
                .as("bit %d of byte %d of %s of row %d of %s", mask, at, column, sequence, table)
                .contains(named);
        flip(table, sequence, column, at, mask);
    }

    private void flip(String table, int sequence, String column, int at, int mask) {
        client.sql(String.format(
                        "UPDATE weft.%1$s SET %2$s = set_byte(%2$s, :at, get_byte(%2$s, :at) # :mask) WHERE sequence = :sequence",
                        table, column))
                .param("at", at)
                .param("mask", mask)
                .param("sequence", sequence)
                .update();
    }

    private List<Finding> all() {
        List<Finding> findings = new ArrayList<>();
        verifier.verifyAll(findings::add);
        return findings;
    }

    private static String whatIsOff(Finding finding) {
        return switch (finding) {
            case Finding.Intact _ -> "nothing";
            case Finding.Off(var _, String what) -> what;
        };
    }

    private void edit(Engine engine, Consumer<Doc> edit) {
        ask(engine, new DocumentRequest.Edit(edit::accept, null));
    }

    private void ask(Engine engine, DocumentRequest request) {
        assertThat(engine.hosts()
                        .request(workflow, PROJECT, new Requester(ADA, TAB, null, null, null), request)
                        .join())
                .isInstanceOf(RequestOutcome.Done.class);
    }
}
