package dev.weft.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.api.ServerTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The past of a workflow, as REST clients see it: created, then renamed by ada, then again by bob. */
@ServerTest
class HistoryIT {

    private static final JsonMapper JSON = JsonMapper.shared();

    @LocalServerPort
    private int port;

    private final HttpClient http = HttpClient.newHttpClient();
    private final UUID project = UUID.randomUUID();
    private final UUID id = UUID.randomUUID();

    @BeforeEach
    void editTheWorkflow() throws Exception {
        send(request("/api/v1/projects/" + project + "/workflows", "ada")
                .POST(BodyPublishers.ofString("{\"id\":\"" + id + "\",\"name\":\"First\"}")));
        rename("ada", "Second");
        rename("bob", "Third");
    }

    @AfterEach
    void close() {
        http.close();
    }

    private void rename(String who, String name) throws Exception {
        HttpResponse<String> answer = send(request("/api/v1/workflows/" + id + "/document", who)
                .method(
                        "PATCH",
                        BodyPublishers.ofString(
                                "[{\"op\":\"replace\",\"path\":\"/workflow/name\",\"value\":\"" + name + "\"}]")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void stateIsTheDocumentAfterThatEvent() throws Exception {
        assertThat(get("/state?at=0").at("/document/workflow/name").asString()).isEqualTo("First");
        assertThat(get("/state?at=1").at("/document/workflow/name").asString()).isEqualTo("Second");
        String time = get("/state?at=2").at("/time").asString();
        assertThat(get("/state?at=" + time).at("/sequence").asInt()).isEqualTo(2);
    }

    @Test
    void differenceNamesThePathAndBothValues() throws Exception {
        JsonNode change = get("/diff?from=0&to=2").at("/changes/0");

        assertThat(change.at("/change").asString()).isEqualTo("replaced");
        assertThat(change.at("/path").asString()).isEqualTo("/workflow/name");
        assertThat(change.at("/old_value").asString()).isEqualTo("First");
        assertThat(change.at("/value").asString()).isEqualTo("Third");
    }

    @Test
    void blameNamesWhoSetAValueAndByWhichEvent() throws Exception {
        JsonNode blame = get("/blame");

        assertThat(blame.at("/sequence").asInt()).isEqualTo(2);
        assertThat(blame.at("/values"))
                .anySatisfy(value -> {
                    assertThat(value.at("/path").asString()).isEqualTo("/workflow/name");
                    assertThat(value.at("/author/principal").asString()).isEqualTo("bob");
                    assertThat(value.at("/author/sequence").asInt()).isEqualTo(2);
                })
                .anySatisfy(value -> {
                    assertThat(value.at("/path").asString()).isEqualTo("/workflow/id");
                    assertThat(value.at("/author/sequence").asInt()).isZero();
                });
    }

    @Test
    void restoredStateIsTheStateThatWasAskedFor() throws Exception {
        JsonNode restored = restore(1);

        assertThat(restored.at("/before").asInt()).isEqualTo(2);
        assertThat(get("/state?at=3").at("/document"))
                .isEqualTo(get("/state?at=1").at("/document"));
        assertThat(get("/document?after=" + restored.at("/position").asLong()))
                .isEqualTo(get("/state?at=1").at("/document"));
        assertThat(restore(99).at("/errors/base/0").asString()).contains("expected 0 to 3");
    }

    private JsonNode restore(int sequence) throws Exception {
        return JSON.readTree(send(request("/api/v1/workflows/" + id + "/restore", "ada")
                        .POST(BodyPublishers.ofString("{\"sequence\":" + sequence + "}")))
                .body());
    }

    @ParameterizedTest
    @CsvSource({
        "/state?at=99, 404, expected 0 to 2",
        "/state?at=noon, 400, expected the sequence",
        "/state?at=2001-01-01T00:00:00Z, 404, did not exist",
        "/diff?from=0&to=99, 404, expected 0 to 2"
    })
    void whatNeverWasIsToldWithWhatThereIs(String path, int status, String detail) throws Exception {
        HttpResponse<String> answer =
                send(request("/api/v1/workflows/" + id + path, "ada").GET());

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(JSON.readTree(answer.body()).at("/detail").asString()).contains(detail);
    }

    @Test
    void strangersHaveNoPastToSee() throws Exception {
        HttpResponse<String> answer = send(
                HttpRequest.newBuilder(uri("/api/v1/workflows/" + id + "/blame?token=eve:owner:" + UUID.randomUUID()))
                        .GET());

        assertThat(answer.statusCode()).isEqualTo(404);
    }

    private JsonNode get(String path) throws Exception {
        HttpResponse<String> answer =
                send(request("/api/v1/workflows/" + id + path, "ada").GET());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private HttpRequest.Builder request(String path, String who) {
        return HttpRequest.newBuilder(uri(path))
                .header("Authorization", "Bearer " + who + ":editor:" + project)
                .header(
                        "Content-Type",
                        path.endsWith("/document") ? "application/json-patch+json" : "application/json");
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
