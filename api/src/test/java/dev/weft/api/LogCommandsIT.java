package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.persistence.database.WeftDatabase;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code weft replay} and {@code weft verify} on the database of a server that runs. */
@ServerTest
class LogCommandsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @LocalServerPort
    private int port;

    @Autowired
    private WeftDatabase database;

    private final UUID id = UUID.randomUUID();

    @BeforeEach
    void createAndRename() throws Exception {
        send("POST", "/api/v1/projects/00000000-0000-4000-8000-000000000001/workflows", "ada", """
                {"id": "%s", "name": "First"}""".formatted(id));
        rename("ada", "Second");
        rename("bob", "Third");
    }

    private void rename(String who, String name) throws Exception {
        send("PATCH", "/api/v1/workflows/" + id + "/document", who, """
                [{"op": "replace", "path": "/workflow/name", "value": "%s"}]""".formatted(name));
    }

    private void send(String method, String path, String who, String body) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .header("Authorization", "Bearer " + who + ":editor")
                            .header(
                                    "Content-Type",
                                    method.equals("PATCH") ? "application/json-patch+json" : "application/json")
                            .method(method, BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
        }
    }

    private static CommandRun run(String... arguments) {
        return CommandRun.here(onTheServersData(arguments));
    }

    private static String[] onTheServersData(String... arguments) {
        return Stream.concat(Stream.of(arguments), Stream.of("--data", "target/test-data"))
                .toArray(String[]::new);
    }

    @Test
    void replayShowsEachEventItsAuthorAndWhatItChanged() {
        CommandRun outcome = run("replay", id.toString());

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(outcome.output().lines().map(String::strip))
                .anyMatch(line -> line.startsWith("#0 ") && line.contains("workflow-created"))
                .anyMatch(line -> line.startsWith("#2 ") && line.contains("bob"))
                .contains("/workflow/name  \"First\" → \"Second\"", "/workflow/name  \"Second\" → \"Third\"");
    }

    @Test
    void replayStopsWhereAPathChanges() {
        CommandRun outcome = run("replay", id.toString(), "--from", "1", "--break", "/workflow/name");

        assertThat(outcome.output().lines())
                .first()
                .asString()
                .startsWith("#2 ")
                .contains("bob");
    }

    @Test
    void replayGoesOnWithWhatComesUntilItIsInterrupted() throws Exception {
        StringWriter output = new StringWriter();
        Thread following = Thread.ofPlatform()
                .start(() ->
                        CommandRun.here(output, onTheServersData("replay", id.toString(), "--from", "2", "--follow")));
        await().atMost(PATIENCE).until(() -> output.toString().contains("\"Second\" → \"Third\""));

        rename("ada", "Fourth");

        await().atMost(PATIENCE).until(() -> output.toString().contains("\"Third\" → \"Fourth\""));
        following.interrupt();
        assertThat(following.join(PATIENCE)).isTrue();
        assertThat(output.toString()).doesNotContain("\"First\" → \"Second\"");
    }

    @Test
    void replayShowsTheDocumentWithoutSomebody() {
        CommandRun outcome = run("replay", id.toString(), "--without", "bob");

        assertThat(outcome.output())
                .contains("without bob: 1 edit left out", "/workflow/name  \"Third\" → \"Second\"")
                .contains("\"name\":\"Second\"");
    }

    @Test
    void workflowThatIsNotThereIsAFault() {
        CommandRun outcome = run("replay", UUID.randomUUID().toString());

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output()).contains("has no event");
    }

    @Test
    void idThatIsNoneIsWrongUsage() {
        assertThat(run("replay", "nonsense").exitCode()).isEqualTo(2);
        assertThat(run("verify", "nonsense").exitCode()).isEqualTo(2);
        assertThat(run("replay", id.toString(), "--from", "noon").exitCode()).isEqualTo(2);
    }

    @Test
    void logAsItWasWrittenIsVerified() {
        CommandRun outcome = run("verify", id.toString());

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(outcome.output()).contains("3 events, all as they were written, and all else as they give it");
    }

    @Test
    void rowThatWasChangedByHandIsNamed() {
        JdbcClient client = JdbcClient.create(database.dataSource());
        await().atMost(PATIENCE)
                .until(() -> client.sql("SELECT count(*) = 1 FROM weft.draft WHERE workflow_id = ? AND name = 'Third'")
                        .param(id)
                        .query(Boolean.class)
                        .single());
        CommandRun before = run("verify", id.toString());
        client.sql("UPDATE weft.draft SET name = 'Fourth' WHERE workflow_id = ?")
                .param(id)
                .update();

        CommandRun outcome = run("verify", id.toString());

        assertThat(before.exitCode()).as(before.output()).isZero();
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output())
                .contains("workflow " + id + ": read model draft")
                .contains("'Fourth'");
    }

    @Test
    void historyIsExportedAndImportedAsACopy(@TempDir Path folder) {
        Path file = folder.resolve("first.history");
        UUID copy = UUID.randomUUID();

        assertThat(run("export", id.toString(), "--output", file.toString()).exitCode())
                .isZero();
        CommandRun refused = run("import", "--input", file.toString());
        CommandRun imported = run("import", "--input", file.toString(), "--as", copy.toString());

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output()).contains(id + " is known here");
        assertThat(imported.exitCode()).as(imported.output()).isZero();
        assertThat(run("replay", copy.toString()).output()).contains("\"Second\" → \"Third\"");
        assertThat(run("export", UUID.randomUUID().toString(), "-o", file.toString())
                        .output())
                .contains("has no events");
    }

    @Test
    void firstEventThatWasAlteredIsNamed() {
        JdbcClient.create(database.dataSource()).sql("""
                        UPDATE weft.event SET payload = set_byte(payload, length(payload) - 1, get_byte(payload, length(payload) - 1) # 1)
                        WHERE sequence = 1 AND stream = (SELECT key FROM weft.stream WHERE id = ?)""").param(id).update();

        CommandRun outcome = run("verify", id.toString());

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output()).contains("workflow " + id + ": event 1 (");
    }
}
