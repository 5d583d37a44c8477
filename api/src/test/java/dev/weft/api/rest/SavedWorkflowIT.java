package dev.weft.api.rest;

import static dev.weft.api.rest.RestAnswers.JSON;
import static dev.weft.api.rest.RestAnswers.assertProblem;
import static dev.weft.api.rest.RestAnswers.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.api.ServerTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Saved workflows, as REST clients see them. Each test has a project of its own. */
@ServerTest
class SavedWorkflowIT {

    private static final String WORKFLOW = """
            {"name": "%s", "concurrency": null, "enable_job_logs": true,
             "jobs": [{"id": "7d2f3a10-0000-4000-8000-000000000001", "name": "Fetch", "body": "%s",
                       "adaptor": "@openfn/language-common@latest"}],
             "triggers": [{"id": "7d2f3a10-0000-4000-8000-000000000002", "type": "webhook", "enabled": true,
                           "custom_path": "%s"}],
             "edges": [{"id": "7d2f3a10-0000-4000-8000-000000000003", "condition_type": "always", "enabled": true,
                        "source_trigger_id": "7d2f3a10-0000-4000-8000-000000000002",
                        "target_job_id": "7d2f3a10-0000-4000-8000-000000000001"}],
             "positions": {"7d2f3a10-0000-4000-8000-000000000001": {"x": 10, "y": 20.5}}}
            """;

    @LocalServerPort
    private int port;

    private final HttpClient http = HttpClient.newHttpClient();
    private final UUID project = UUID.randomUUID();
    private final UUID id = UUID.randomUUID();

    @BeforeEach
    void createTheWorkflow() throws Exception {
        create(id);
    }

    private void create(UUID workflow) throws Exception {
        json(send(request("/api/v1/projects/" + project + "/workflows")
                .POST(BodyPublishers.ofString("{\"id\":\"" + workflow + "\",\"name\":\"Draft\"}"))));
    }

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void whatWasNeverSavedHasVersionZeroAndNoMembers() throws Exception {
        HttpResponse<String> answer = get("");

        JsonNode workflow = json(answer);
        assertThat(answer.headers().firstValue("ETag")).hasValue("\"v0\"");
        assertThat(workflow.at("/lock_version").asInt()).isZero();
        assertThat(workflow.at("/name").asString()).isEqualTo("Draft");
        assertThat(workflow.at("/project_id").asString()).isEqualTo(project.toString());
        assertThat(workflow.at("/jobs")).isEmpty();
        assertThat(json(get("/versions")).at("/versions")).isEmpty();
        assertProblem(post("/reset", ""), 422, "never saved");
        assertProblem(get("/versions/1"), 404, "snapshot version 1 not found");
    }

    @Test
    void whatIsPutIsSavedAndInTheDocumentAndComesBackAsItWasPut() throws Exception {
        JsonNode changed = json(put(workflow("Nightly", "fn();", "nightly")));

        assertThat(changed.at("/lock_version").asInt()).isEqualTo(1);
        assertThat(changed.at("/conflicts")).isEmpty();
        long position = changed.at("/position").asLong();
        JsonNode saved = json(get("?after=" + position));
        assertThat(saved.at("/name").asString()).isEqualTo("Nightly");
        assertThat(saved.at("/jobs/0/body").asString()).isEqualTo("fn();");
        assertThat(saved.at("/triggers/0/custom_path").asString()).isEqualTo("nightly");
        assertThat(saved.at("/positions/7d2f3a10-0000-4000-8000-000000000001/y").asDouble())
                .isEqualTo(20.5);
        JsonNode document = json(get("/document?after=" + position));
        assertThat(document.at("/jobs/0/name").asString()).isEqualTo("Fetch");
        assertThat(document.at("/workflow/lock_version").asInt()).isEqualTo(1);
        JsonNode again = json(put(JSON.writeValueAsString(saved)));
        assertThat(again.at("/lock_version").asInt())
                .as("no version without a change")
                .isEqualTo(1);
        JsonNode save = json(post("/save", ""));
        assertThat(save.at("/changed").asBoolean()).isFalse();
    }

    @Test
    void brokenRulesAreToldByPathAndACodeThatClientsKnow() throws Exception {
        HttpResponse<String> answer = put(workflow("Nightly", "", "nightly"));

        assertProblem(answer, 422, "jobs[0].body");
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.at("/code").asString()).isEqualTo("validation_error");
        assertThat(problem.at("/errors").has("jobs[0].body")).isTrue();
    }

    @Test
    void aSaveOfAFreshDocumentSavesItsName() throws Exception {
        JsonNode saved = json(post("/save", ""));

        assertThat(saved.at("/lock_version").asInt()).isEqualTo(1);
        assertThat(json(get("")).at("/name").asString()).isEqualTo("Draft");
    }

    @Test
    void aNameIsOfOneWorkflowOfAProject() throws Exception {
        UUID other = UUID.randomUUID();
        create(other);
        json(send(request("/api/v1/workflows/" + other)
                .PUT(BodyPublishers.ofString(workflow("Nightly", "fn();", "nightly")))));

        assertProblem(put(workflow("Nightly", "fn();", "another")), 422, "name");
        assertProblem(put(workflow("Another", "fn();", "nightly")), 422, "triggers[0].custom_path");
        assertThat(put(workflow("Another", "fn();", "another")).statusCode()).isEqualTo(200);
    }

    @Test
    void versionsAreKeptAndTheDocumentIsGivenTheirContent() throws Exception {
        json(put(workflow("First", "fn();", "first")));
        json(put(workflow("Second", "fn();", "second")));

        JsonNode versions = json(get("/versions")).at("/versions");
        assertThat(versions).hasSize(2);
        assertThat(versions.at("/0/lock_version").asInt()).isEqualTo(2);
        assertThat(versions.at("/0/is_latest").asBoolean()).isTrue();
        assertThat(json(get("/versions/1")).at("/name").asString()).isEqualTo("First");

        JsonNode restored = json(post("/restore", "{\"version\":1}"));
        assertThat(restored.at("/before").asLong()).isEqualTo(2);
        assertThat(json(get("/document")).at("/workflow/name").asString()).isEqualTo("First");
        assertThat(json(get("")).at("/name").asString()).as("what is saved").isEqualTo("Second");
        json(post("/reset", "{}"));
        assertThat(json(get("/document")).at("/workflow/name").asString()).isEqualTo("Second");
        json(post("/restore", "{\"sequence\":1}"));
        assertThat(json(get("/document")).at("/workflow/name").asString()).isEqualTo("First");
        assertProblem(post("/restore", "{}"), 400, "exactly one");
        assertProblem(post("/restore", "{\"version\":9}"), 404, "snapshot version 9 not found");
    }

    @Test
    void aChangeOverAnotherVersionThanTheLastIsRefused() throws Exception {
        String tag = get("").headers().firstValue("ETag").orElseThrow();
        json(put(workflow("First", "fn();", "first")));

        HttpResponse<String> late = send(request("/api/v1/workflows/" + id)
                .header("If-Match", tag)
                .PUT(BodyPublishers.ofString(workflow("Late", "fn();", "late"))));

        assertProblem(late, 412, "the last version is 1, not 0");
    }

    @Test
    void aRepeatedRequestIsAnsweredAsTheFirstWas() throws Exception {
        String first = workflow("First", "fn();", "first");
        JsonNode answer = json(putWithKey("k1", first));
        json(put(workflow("Second", "fn();", "second")));

        JsonNode again = json(putWithKey("k1", first));

        assertThat(again).isEqualTo(answer);
        assertThat(json(get("")).at("/name").asString()).isEqualTo("Second");
        assertProblem(putWithKey("k1", workflow("Third", "fn();", "third")), 422, "idempotency key");
    }

    private HttpResponse<String> putWithKey(String key, String body) throws Exception {
        return send(request("/api/v1/workflows/" + id)
                .header("Idempotency-Key", key)
                .PUT(BodyPublishers.ofString(body)));
    }

    @Test
    void aDeletedWorkflowSleepsIsHiddenAndComesBack() throws Exception {
        json(put(workflow("Nightly", "fn();", "nightly")));

        json(delete(""));

        JsonNode deleted = json(get(""));
        assertThat(deleted.at("/name").asString()).isEqualTo("Nightly_del");
        assertThat(deleted.at("/triggers/0/enabled").asBoolean()).isFalse();
        assertThat(deleted.at("/triggers/0/custom_path").isNull()).isTrue();
        assertThat(deleted.at("/deleted_at").isNull()).isFalse();
        assertThat(json(get("/document")).at("/workflow/deleted_at").isNull()).isFalse();
        for (String path : new String[] {"/save", "/reset"}) {
            assertProblem(post(path, ""), 410, "deleted");
        }
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(json(send(request("/api/v1/projects/" + project + "/workflows")))
                                .at("/workflows"))
                        .isEmpty());

        JsonNode back = json(post("/undelete", ""));
        assertThat(back.at("/lock_version").asInt()).isEqualTo(2);
        assertThat(json(get("")).at("/name").asString()).isEqualTo("Nightly");
        assertThat(json(post("/save", "")).at("/changed").asBoolean()).isFalse();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(json(send(request("/api/v1/projects/" + project + "/workflows")))
                                .at("/workflows"))
                        .hasSize(1));
    }

    @Test
    void aPurgedWorkflowIsNotFoundForEver() throws Exception {
        json(put(workflow("Nightly", "fn();", "nightly")));
        assertProblem(purge(), 409, "delete it first");
        json(delete(""));
        assertProblem(delete("?purge=true"), 403, "authorized");

        json(purge());

        for (String path : new String[] {"", "/document", "/events", "/versions", "/versions/1"}) {
            assertProblem(get(path), 404, "workflow not found");
        }
        for (String path : new String[] {"/save", "/reset", "/undelete"}) {
            assertProblem(post(path, ""), 404, "workflow not found");
        }
        HttpResponse<String> creation = send(request("/api/v1/projects/" + project + "/workflows")
                .POST(BodyPublishers.ofString("{\"id\":\"" + id + "\"}")));
        assertProblem(creation, 404, "workflow not found");
        UUID other = UUID.randomUUID();
        create(other);
        assertThat(send(request("/api/v1/workflows/" + other)
                                .PUT(BodyPublishers.ofString(workflow("Nightly", "fn();", "nightly"))))
                        .statusCode())
                .as("its names are free")
                .isEqualTo(200);
    }

    private HttpResponse<String> purge() throws Exception {
        return send(request("/api/v1/workflows/" + id + "?purge=true")
                .setHeader("Authorization", "Bearer olga:owner:" + project)
                .DELETE());
    }

    @Test
    void whoMayNotWriteIsRefusedAndWhoIsOfAnotherProjectFindsNothing() throws Exception {
        json(put(workflow("Nightly", "fn();", "nightly")));

        HttpResponse<String> viewer = send(request("/api/v1/workflows/" + id + "/save")
                .setHeader("Authorization", "Bearer vera:viewer:" + project)
                .POST(BodyPublishers.noBody()));
        assertProblem(viewer, 403, "authorized");
        for (String path : new String[] {"", "/versions", "/versions/1"}) {
            HttpResponse<String> stranger = send(request("/api/v1/workflows/" + id + path)
                    .setHeader("Authorization", "Bearer eve:owner:" + UUID.randomUUID()));
            assertProblem(stranger, 404, "workflow not found");
        }
        HttpResponse<String> stranger = send(request("/api/v1/workflows/" + id + "/save")
                .setHeader("Authorization", "Bearer eve:owner:" + UUID.randomUUID())
                .POST(BodyPublishers.noBody()));
        assertProblem(stranger, 404, "workflow not found");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "{ | no JSON object",
                "[] | no JSON object",
                "{\"jobs\":{}} | jobs is no array",
                "{\"jobs\":[1]} | jobs[0] is no object",
                "{\"positions\":[]} | positions is no object",
            })
    void aBodyThatIsNoWorkflowIsToldWithWhatWasExpected(String body, String detail) throws Exception {
        assertProblem(put(body), 400, detail);
    }

    private static String workflow(String name, String body, String path) {
        return WORKFLOW.formatted(name, body, path);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(request("/api/v1/workflows/" + id + path));
    }

    private HttpResponse<String> put(String body) throws Exception {
        return send(request("/api/v1/workflows/" + id).PUT(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return send(request("/api/v1/workflows/" + id + path).POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> delete(String query) throws Exception {
        return send(request("/api/v1/workflows/" + id + query).DELETE());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer ada:editor:" + project);
    }
}
