package dev.weft.persistence.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.crdt.Doc;
import dev.weft.crdt.YMap;
import dev.weft.crdt.YText;
import dev.weft.engine.Engine;
import dev.weft.engine.EngineConfiguration;
import dev.weft.engine.access.Principal;
import dev.weft.engine.access.ProjectAccess;
import dev.weft.engine.access.Role;
import dev.weft.engine.join.JoinRequest;
import dev.weft.engine.projection.DocumentChange;
import dev.weft.engine.projection.DocumentListener;
import dev.weft.engine.replay.Change;
import dev.weft.engine.request.DocumentRequest;
import dev.weft.engine.request.RequestOutcome;
import dev.weft.engine.request.Requester;
import dev.weft.engine.workflow.JoinAction;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.SessionId;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.persistence.database.FreshDatabase;
import dev.weft.persistence.database.WeftDatabase;
import dev.weft.persistence.events.EventLogStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Projections of an application's own: the example of the page on them. */
@ExtendWith(FreshDatabase.class)
class OwnProjectionIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ProjectId PROJECT = new ProjectId(UUID.randomUUID());
    private static final SessionId TAB = new SessionId("tab");
    private static final Path PAGE = Path.of("..", "docs", "own-projections.md");
    private static final Path THIS_FILE = Path.of("src/test/java/dev/weft/persistence/projection/OwnProjectionIT.java");

    private final WorkflowId workflow = new WorkflowId(UUID.randomUUID());
    private EventLogStorage log;
    private Engine engine;

    @BeforeEach
    void recordAHistory(WeftDatabase database) {
        log = new EventLogStorage(database);
        engine = Engine.start(EngineConfiguration.over(log.eventStore(), log.streamLengths(), ProjectAccess.ofClaims())
                .withEventLog(log.eventLog()));
        engine.joining().join(new JoinRequest(workflow, PROJECT, JoinAction.NEW, null, person("ada"), TAB, null, null));
        edit("ada", doc -> {
            YMap job = new YMap();
            job.set("id", UUID.randomUUID().toString());
            job.set("body", new YText("get('/all');"));
            doc.getArray("jobs").push(job);
        });
        edit("bob", doc -> body(doc).insert(6, "patients/"));
    }

    @AfterEach
    void close() {
        engine.close();
        log.close();
    }

    @Test
    void applicationKeepsATableOfItsOwn() {
        // example
        JdbcClient client = JdbcClient.create(log.transactions().dataSource());
        client.sql(
                        "CREATE TABLE code_change (workflow uuid, sequence bigint, path text, author text, removed text, inserted text)")
                .update();
        DocumentListener codeChanges = new DocumentListener() {
            @Override
            public void changed(DocumentChange change) {
                for (Change each : change.changes()) {
                    if (each instanceof Change.TextEdited(var path, int index, String removed, String inserted)
                            && path.toString().endsWith("/body")) {
                        client.sql("INSERT INTO code_change VALUES (?, ?, ?, ?, ?, ?)")
                                .params(
                                        change.workflowId().value(),
                                        change.sequence(),
                                        path.toString(),
                                        change.authors().getFirst().principal(),
                                        removed,
                                        inserted)
                                .update();
                    }
                }
            }

            @Override
            public void replaying() {
                client.sql("DELETE FROM code_change").update();
            }
        };
        DocumentProjection projection = DocumentProjection.start("code-changes", log, engine.history(), codeChanges);
        // end of example

        try (projection) {
            awaitRows(client, "bob 2 /jobs/0/body +patients/ -");
            edit("ada", doc -> body(doc).delete(14, 4));
            awaitRows(client, "bob 2 /jobs/0/body +patients/ -", "ada 3 /jobs/0/body + -/all");
            projection.replay();
            awaitRows(client, "bob 2 /jobs/0/body +patients/ -", "ada 3 /jobs/0/body + -/all");
        }
    }

    private static void awaitRows(JdbcClient client, String... rows) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(client.sql(
                                        "SELECT author || ' ' || sequence || ' ' || path || ' +' || inserted || ' -' || removed"
                                                + " FROM code_change ORDER BY sequence")
                                .query(String.class)
                                .list())
                        .containsExactly(rows));
    }

    @Test
    void listenerGoesOnWhereItLeftOff() {
        List<Long> told = Collections.synchronizedList(new ArrayList<>());
        try (var _ = listen(change -> told.add(change.sequence()))) {
            await().atMost(PATIENCE).until(() -> told.size() == 3);
        }
        edit("ada", doc -> doc.getMap("workflow").set("name", "Later"));

        List<DocumentChange> later = Collections.synchronizedList(new ArrayList<>());
        try (var _ = listen(later::add)) {
            await().atMost(PATIENCE).until(() -> !later.isEmpty());
        }

        assertThat(told).containsExactly(0L, 1L, 2L);
        assertThat(later).singleElement().satisfies(change -> {
            assertThat(change.sequence()).isEqualTo(3);
            assertThat(change.changes()).singleElement().isInstanceOf(Change.Replaced.class);
            assertThat(change.position()).isPositive();
        });
    }

    @Test
    void listenerThatFailedIsToldAgain() {
        AtomicInteger failures = new AtomicInteger(1);
        List<Change> told = Collections.synchronizedList(new ArrayList<>());

        try (var _ = listen(change -> {
            if (change.sequence() == 2 && failures.getAndDecrement() > 0) {
                throw new IllegalStateException("the listener's own disk is full");
            }
            if (change.sequence() == 2) {
                told.addAll(change.changes());
            }
        })) {
            await().atMost(PATIENCE).until(() -> !told.isEmpty());
        }

        assertThat(told)
                .singleElement()
                .isInstanceOfSatisfying(
                        Change.TextEdited.class,
                        edited -> assertThat(edited.inserted()).isEqualTo("patients/"));
    }

    @Test
    void purgedDocumentIsTakenAway() {
        List<Change> last = Collections.synchronizedList(new ArrayList<>());
        ask("ada", new DocumentRequest.Delete());
        ask("olga", new DocumentRequest.Purge());

        try (var _ = listen(change -> {
            if (change.event().event().emptiesDocument()) {
                last.addAll(change.changes());
            }
        })) {
            await().atMost(PATIENCE).until(() -> !last.isEmpty());
        }

        assertThat(last).allSatisfy(change -> assertThat(change).isInstanceOf(Change.Removed.class));
    }

    @Test
    void thePageShowsTheseLines() throws IOException {
        List<String> lines =
                Files.readString(THIS_FILE).lines().map(String::strip).toList();
        String example =
                String.join(" ", lines.subList(lines.indexOf("// example") + 1, lines.indexOf("// end of example")));

        assertThat(Files.readString(PAGE).replaceAll("\\s+", " ")).contains(example.replaceAll("\\s+", " "));
    }

    private DocumentProjection listen(DocumentListener listener) {
        return DocumentProjection.start("own", log, engine.history(), listener);
    }

    private static YText body(Doc doc) {
        return (YText) ((YMap) doc.getArray("jobs").get(0)).get("body");
    }

    private static Principal person(String name) {
        return Principal.withRole(name, PROJECT, name.equals("olga") ? Role.OWNER : Role.EDITOR);
    }

    private void edit(String name, Consumer<Doc> edit) {
        ask(name, new DocumentRequest.Edit(edit::accept, null));
    }

    private void ask(String name, DocumentRequest request) {
        assertThat(engine.hosts()
                        .request(workflow, PROJECT, new Requester(person(name), TAB, null, null, null), request)
                        .join())
                .isInstanceOf(RequestOutcome.Done.class);
    }
}
