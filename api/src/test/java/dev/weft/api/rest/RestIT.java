package dev.weft.api.rest;

import static dev.weft.api.rest.RestAnswers.assertProblem;
import static dev.weft.api.rest.RestAnswers.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.api.ServerTest;
import dev.weft.crdt.Doc;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** REST, as its clients see it. Each test has a project of its own. */
@ServerTest
class RestIT {

    @LocalServerPort
    private int port;

    private final HttpClient http = HttpClient.newHttpClient();
    private final UUID project = UUID.randomUUID();
    private final UUID id = UUID.randomUUID();

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void createdWorkflowIsListedAndHasItsName() throws Exception {
        var created = create("{\"id\":\"" + id + "\",\"name\":\"Fetch and file\"}");

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.headers().firstValue("Location")).hasValue("/api/v1/workflows/" + id + "/document");
        JsonNode document = json(get("/api/v1/workflows/" + id + "/document"));
        assertThat(document.at("/workflow/name").asString()).isEqualTo("Fetch and file");
        assertThat(document.at("/workflow/id").asString()).isEqualTo(id.toString());
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            JsonNode listed = json(get("/api/v1/projects/" + project + "/workflows"));
            assertThat(listed.at("/workflows/0/id").asString()).isEqualTo(id.toString());
            assertThat(listed.at("/workflows/0/name").asString()).isEqualTo("Fetch and file");
            assertThat(listed.at("/next").isNull()).isTrue();
        });
    }

    @Test
    void idThatIsKnownIsAConflictWithItsLocationAndWritesNothing() throws Exception {
        create("{\"id\":\"" + id + "\"}");

        var again = create("{\"id\":\"" + id + "\",\"name\":\"Another\"}");

        assertProblem(again, 409, "exists already");
        assertThat(again.headers().firstValue("Location")).hasValue("/api/v1/workflows/" + id + "/document");
        assertThat(json(get("/api/v1/workflows/" + id + "/events")).at("/events"))
                .hasSize(1);
    }

    @Test
    void serverDrawsTheIdOfAWorkflowThatNamesNone() throws Exception {
        JsonNode created = json(create(""));

        assertThat(get("/api/v1/workflows/" + created.at("/id").asString() + "/document")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void listIsPagedWithoutLossOrRepetition() throws Exception {
        List<String> created = new ArrayList<>();
        long position = 0;
        for (int i = 0; i < 5; i++) {
            JsonNode workflow = json(create("{}"));
            created.add(workflow.at("/id").asString());
            position = workflow.at("/position").asLong();
        }
        String list = "/api/v1/projects/" + project + "/workflows";

        List<String> listed = new ArrayList<>();
        String next = "";
        while (next != null) {
            JsonNode page = json(get(list + "?limit=2&after=" + position + next));
            assertThat(page.at("/workflows").size()).isBetween(1, 2);
            page.at("/workflows").forEach(each -> listed.add(each.at("/id").asString()));
            next = page.at("/next").isNull()
                    ? null
                    : "&cursor=" + page.at("/next").asString();
        }

        assertThat(listed).containsExactlyInAnyOrderElementsOf(created);
    }

    @Test
    void aReadWaitsForWhatWasWrittenAndNoLonger() throws Exception {
        String list = "/api/v1/projects/" + project + "/workflows";
        for (int i = 0; i < 10; i++) {
            JsonNode workflow = json(create("{}"));

            assertThat(json(get(list + "?limit=1&after="
                                    + workflow.at("/position").asLong()))
                            .at("/workflows/0/id"))
                    .isEqualTo(workflow.at("/id"));
        }

        assertThat(get(list + "?after=-2").statusCode()).isEqualTo(400);
        HttpResponse<String> tooFar = get(list + "?after=" + Long.MAX_VALUE);
        assertThat(tooFar.statusCode()).isEqualTo(503);
        assertThat(tooFar.body()).contains("after is " + Long.MAX_VALUE + ", but reads are at position ");
    }

    @Test
    void documentComesAsAnUpdateToo() throws Exception {
        create("{\"id\":\"" + id + "\",\"name\":\"Fetch\"}");

        HttpResponse<byte[]> update = http.send(
                request("/api/v1/workflows/" + id + "/document?format=update")
                        .header("Accept", "*/*")
                        .build(),
                BodyHandlers.ofByteArray());

        Doc doc = new Doc();
        doc.applyUpdate(update.body());
        assertThat(doc.getMap("workflow").get("name")).isEqualTo("Fetch");
    }

    @Test
    void creationIsTheFirstEventAndDecoded() throws Exception {
        create("{\"id\":\"" + id + "\",\"name\":\"Fetch\"}");

        JsonNode page = json(get("/api/v1/workflows/" + id + "/events?limit=1"));

        assertThat(page.at("/next").isNull()).isTrue();
        JsonNode event = page.at("/events/0");
        assertThat(event.at("/sequence").asLong()).isZero();
        assertThat(event.at("/type").asString()).isEqualTo("workflow-created");
        assertThat(event.at("/revision").asInt()).isEqualTo(1);
        assertThat(event.at("/time").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
        assertThat(event.at("/principal").asString()).isEqualTo("ada");
        assertThat(event.at("/session").asString()).isNotEmpty();
        assertThat(event.at("/payload/projectId").asString()).isEqualTo(project.toString());
        assertThat(event.at("/payload/name").asString()).isEqualTo("Fetch");
        assertThat(event.at("/payload/decoded/structs/1/value/0").asString()).isEqualTo("Fetch");
    }

    @Test
    void pageBehindTheLastEventIsEmpty() throws Exception {
        create("{\"id\":\"" + id + "\"}");

        JsonNode page = json(get("/api/v1/workflows/" + id + "/events?after=0"));

        assertThat(page.at("/events").isEmpty()).isTrue();
        assertThat(page.at("/next").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/document", "/document?format=update", "/events"})
    void workflowOfAnotherProjectIsNotThere(String what) throws Exception {
        create("{\"id\":\"" + id + "\"}");

        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(uri("/api/v1/workflows/" + id + what))
                        .header("Authorization", "Bearer eve:owner")
                        .build(),
                BodyHandlers.ofString());

        assertProblem(answer, 404, "workflow not found");
        assertProblem(get("/api/v1/workflows/" + UUID.randomUUID() + what), 404, "workflow not found");
    }

    @Test
    void projectOfOthersIsNotThere() throws Exception {
        String list = "/api/v1/projects/" + UUID.randomUUID() + "/workflows";

        assertProblem(get(list), 404, "project not found");
        assertProblem(
                http.send(
                        request(list)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{}"))
                                .build(),
                        BodyHandlers.ofString()),
                404,
                "project not found");
    }

    @Test
    void viewerReadsAndCannotCreate() throws Exception {
        create("{\"id\":\"" + id + "\"}");
        String viewer = "Bearer vic:viewer:" + project;
        var document = http.send(
                HttpRequest.newBuilder(uri("/api/v1/workflows/" + id + "/document"))
                        .header("Authorization", viewer)
                        .build(),
                BodyHandlers.ofString());
        var creation = http.send(
                HttpRequest.newBuilder(uri("/api/v1/projects/" + project + "/workflows"))
                        .header("Authorization", viewer)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{}"))
                        .build(),
                BodyHandlers.ofString());

        assertThat(document.statusCode()).isEqualTo(200);
        assertProblem(creation, 403, "unauthorized");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/workflows/lobby/document, 400, expected a UUID",
        "/api/v1/workflows/lobby/events, 400, expected a UUID",
        "/api/v1/projects/demo/workflows, 400, expected a UUID",
        "/api/v1/projects/PROJECT/workflows?limit=0, 400, expected 1 to 500",
        "/api/v1/projects/PROJECT/workflows?limit=501, 400, expected 1 to 500",
        "/api/v1/projects/PROJECT/workflows?limit=ten, 400, ten",
        "/api/v1/projects/PROJECT/workflows?cursor=x, 400, cursor is 'x'",
        "/api/v1/workflows/ID/document?format=xml, 400, expected json or update",
        "/api/v1/workflows/ID/events?after=-2, 400, after is -2",
        "/api/v1/workflows/ID/events?limit=1001, 400, expected 1 to 1000",
        "/api/v1/nothing, 404, nothing",
    })
    void badRequestIsToldWithWhatWasExpected(String path, int status, String detail) throws Exception {
        create("{\"id\":\"" + id + "\"}");

        assertProblem(get(path.replace("ID", id.toString()).replace("PROJECT", project.toString())), status, detail);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "{ | 400 |",
                "[] | 400 |",
                "{\"id\":\"1-1-1-1-1\"} | 400 | expected a UUID",
                "{\"name\":\" \"} | 400 | name is blank",
            })
    void badBodyIsToldWithWhatWasExpected(String body, int status, String detail) throws Exception {
        assertProblem(create(body), status, detail == null ? "" : detail);
    }

    @Test
    void malformedTokenIsUnauthorized() throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(uri("/api/v1/workflows/" + id + "/document"))
                        .header("Authorization", "Bearer ada")
                        .build(),
                BodyHandlers.ofString());

        assertProblem(answer, 401, "name:role");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    }

    @Test
    void everyResourceIsDescribed() throws Exception {
        assertThat(get("/v3/api-docs").body())
                .contains("/api/v1/projects/{projectId}/workflows")
                .contains("/api/v1/workflows/{workflowId}/document")
                .contains("/api/v1/workflows/{workflowId}/events")
                .doesNotContain("\"caller\"");
    }

    @Test
    void healthIsUpAndNothingElseOfTheActuatorIsShown() throws Exception {
        assertThat(json(get("/actuator/health")).at("/status").asString()).isEqualTo("UP");
        assertThat(get("/actuator/env").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> create(String body) throws IOException, InterruptedException {
        return http.send(
                request("/api/v1/projects/" + project + "/workflows")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer ada:editor:" + project);
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
