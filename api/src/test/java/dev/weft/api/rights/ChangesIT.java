package dev.weft.api.rights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.api.auth.TokenIssuer;
import dev.weft.persistence.database.WeftDatabase;
import dev.weft.testkit.Seeds;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Streams of changes, by a client that reads them as browsers do; and the dead letters of read models. */
@JwtServerTest
class ChangesIT {

    private static final TokenIssuer ISSUER = JwtServerTest.Keys.ISSUER;
    private static final String OLGA = ISSUER.token("olga");

    @LocalServerPort
    private int port;

    @Autowired
    private WeftDatabase database;

    private Rest rest;
    private String project;
    private UUID workflow;

    @BeforeEach
    void makeAProjectWithAWorkflow() {
        rest = new Rest(port);
        project = rest.createProject(OLGA);
        workflow = rest.createWorkflow(OLGA, project);
    }

    @AfterEach
    void close() {
        rest.close();
    }

    @Test
    void changesOfAWorkflowComeAsTheyHappenAndNoOthers() throws InterruptedException {
        UUID other = rest.createWorkflow(OLGA, project);
        try (var stream =
                new ChangeStreamClient(port, "/workflows/" + workflow + "/changes", OLGA, null).awaitListening()) {
            edit(other);
            edit(workflow);
            rest.ask("DELETE", "/workflows/" + workflow, OLGA, null);

            JsonNode edited = stream.next();
            assertThat(edited.at("/sequence").asLong()).isEqualTo(1);
            assertThat(edited.at("/type").asString()).isEqualTo("updates-appended");
            assertThat(edited.at("/principal").asString()).isEqualTo("olga");
            assertThat(edited.at("/workflowId").asString()).isEqualTo(workflow.toString());
            JsonNode deleted = stream.next();
            assertThat(deleted.at("/type").asString()).isEqualTo("workflow-deleted");
            assertThat(stream.lastEventId()).isEqualTo(deleted.at("/position").asString());
            assertThat(stream.unread()).isZero();
        }
    }

    /** Breaks off after a few changes, again and again, while somebody writes; the log is longer than what is kept in memory. */
    @Test
    void aStreamThatIsResumedHasNoGapsAndNoRepetitions() throws Exception {
        Random random = new Random(Seeds.of("ChangesIT", 1)[0]);
        List<UUID> workflows =
                List.of(workflow, rest.createWorkflow(OLGA, project), rest.createWorkflow(OLGA, project));
        int edits = 60;
        String position = edit(workflow).at("/position").asString();
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < edits; i++) {
                edit(workflows.get(i % workflows.size()));
            }
        });
        Map<String, Long> sequences = new HashMap<>();
        int heard = 0;
        long last = 0;
        while (heard < edits) {
            try (var stream = new ChangeStreamClient(port, "/projects/" + project + "/changes", OLGA, position)) {
                for (int i = 1 + random.nextInt(15); i > 0 && heard < edits; i--) {
                    JsonNode change = stream.next();
                    assertThat(change.at("/position").asLong()).isGreaterThan(last);
                    last = change.at("/position").asLong();
                    position = change.at("/position").asString();
                    if (change.at("/type").asString().equals("updates-appended")) {
                        heard++;
                        long sequence = change.at("/sequence").asLong();
                        Long before = sequences.put(change.at("/workflowId").asString(), sequence);
                        assertThat(sequence).isEqualTo(before == null ? sequence : before + 1);
                    }
                }
            }
        }
        writing.get();

        assertThat(sequences).hasSize(3);
        assertThat(sequences.values()).allMatch(sequence -> sequence >= edits / 3);
    }

    @Test
    void aStreamEndsWithTheMembership() throws InterruptedException {
        rest.setRole(OLGA, project, "eva", "viewer");
        try (var stream = new ChangeStreamClient(port, "/projects/" + project + "/changes", ISSUER.token("eva"), null)
                .awaitListening()) {
            rest.remove(OLGA, project, "eva");
            stream.awaitEnd();

            edit(workflow);
            assertThat(stream.unread()).isZero();
        }
        assertThat(rest.call("GET", "/projects/" + project + "/changes", ISSUER.token("eva"), null)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aStreamEndsWithItsToken() throws InterruptedException {
        String brief = ISSUER.token(
                "olga", claims -> claims.expirationTime(Date.from(Instant.now().plusSeconds(2))));
        try (var stream = new ChangeStreamClient(port, "/projects/" + project + "/changes", brief, null)) {
            stream.awaitEnd();
        }
    }

    @Test
    void placesThatTheLogDoesNotHaveAreRefused() {
        for (String after : List.of("x", "-1", "999999999999")) {
            var answer = rest.call("GET", "/projects/" + project + "/changes?after=" + after, OLGA, null);

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.body()).contains("after is '" + after + "', expected a position from 0 to ");
        }
    }

    @Test
    void whatAReadModelRefusesIsListedRetriedAndDropped() {
        JdbcClient client = JdbcClient.create(database.dataSource());
        client.sql("ALTER TABLE weft.activity ADD CONSTRAINT not_by_tess CHECK (principal <> 'tess') NOT VALID")
                .update();
        String letters = "/projects/" + project + "/dead-letters";
        try {
            rest.setRole(OLGA, project, "tess", "editor");
            long position = edit(workflow, ISSUER.token("tess")).at("/position").asLong();
            rest.ask("GET", "/projects/" + project + "/workflows?after=" + position, OLGA, null);

            JsonNode letter = rest.ask("GET", letters, OLGA, null).at("/dead_letters/0");
            assertThat(letter.at("/model").asString()).isEqualTo("activity");
            assertThat(letter.at("/workflow_id").asString()).isEqualTo(workflow.toString());
            assertThat(letter.at("/position").asLong()).isEqualTo(position);
            assertThat(letter.at("/waiting").asLong()).isEqualTo(1);

            String path = letters + "/" + workflow + "/activity";
            assertThat(rest.ask("POST", path + "/retry", OLGA, null)
                            .at("/parked/tries")
                            .asInt())
                    .isEqualTo(2);
            assertThat(rest.ask("DELETE", path, OLGA, null).at("/parked").isNull())
                    .isTrue();
            assertThat(rest.ask("GET", letters, OLGA, null).at("/dead_letters").size())
                    .isZero();
            assertThat(rest.call("POST", path + "/retry", OLGA, null).statusCode())
                    .isEqualTo(404);
        } finally {
            client.sql("ALTER TABLE weft.activity DROP CONSTRAINT not_by_tess").update();
        }
    }

    private JsonNode edit(UUID edited) {
        return edit(edited, OLGA);
    }

    private JsonNode edit(UUID edited, String token) {
        return rest.ask(
                "PATCH",
                "/workflows/" + edited + "/document",
                token,
                "[{\"op\":\"add\",\"path\":\"/notes\",\"value\":{\"" + UUID.randomUUID() + "\":1}}]");
    }
}
