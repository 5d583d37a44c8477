package dev.weft.api.rest;

import static dev.weft.api.rest.RestAnswers.JSON;
import static dev.weft.api.rest.RestAnswers.assertProblem;
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

/** Edits of live documents by REST. */
@ServerTest
class DocumentEditIT {

    private static final String RENAME = "[{\"op\":\"replace\",\"path\":\"/workflow/name\",\"value\":\"Patched\"}]";

    @LocalServerPort
    private int port;

    private final HttpClient http = HttpClient.newHttpClient();
    private final UUID project = UUID.randomUUID();
    private final UUID id = UUID.randomUUID();

    @BeforeEach
    void createTheWorkflow() throws Exception {
        HttpRequest.Builder creation = request("/api/v1/projects/" + project + "/workflows", "ada:editor")
                .POST(BodyPublishers.ofString("{\"id\":\"" + id + "\"}"));
        assertThat(http.send(creation.build(), BodyHandlers.ofString()).statusCode())
                .isEqualTo(201);
    }

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void aPatchEditsTheDocumentInTheNameOfItsCallerAndTool() throws Exception {
        HttpResponse<String> answer = patch(RENAME, "Weft-Tool", "importer");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(JSON.readTree(answer.body()).at("/sequence").asLong()).isEqualTo(1);
        assertThat(document().at("/workflow/name").asString()).isEqualTo("Patched");
        JsonNode update = get("/events").at("/events/1/payload/updates/0");
        assertThat(update.at("/principal").asString()).isEqualTo("ada");
        assertThat(update.at("/tool").asString()).isEqualTo("importer");
    }

    @Test
    void aPatchOfAnotherStateOfTheDocumentIsRefused() throws Exception {
        String tag = http.send(
                        request("/api/v1/workflows/" + id + "/document", "ada:editor")
                                .build(),
                        BodyHandlers.ofString())
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        assertThat(patch(RENAME, "If-Match", tag).statusCode()).isEqualTo(200);

        HttpResponse<String> late = patch(RENAME.replace("Patched", "Late"), "If-Match", tag);

        assertProblem(late, 412, "the document is at sequence 1, not at 0");
        assertThat(document().at("/workflow/name").asString()).isEqualTo("Patched");
    }

    @Test
    void aRepeatedPatchIsAppliedOnce() throws Exception {
        String push = "[{\"op\":\"add\",\"path\":\"/jobs\",\"value\":[]},"
                + "{\"op\":\"add\",\"path\":\"/jobs/-\",\"value\":{\"id\":\"" + UUID.randomUUID() + "\"}}]";
        HttpResponse<String> first = patch(push, "Idempotency-Key", "k1");

        HttpResponse<String> again = patch(push, "Idempotency-Key", "k1");

        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(document().at("/jobs")).hasSize(1);
        assertProblem(patch(RENAME, "Idempotency-Key", "k1"), 422, "idempotency key");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "{ | 400 | operation",
                "[{\"op\":\"paint\",\"path\":\"/workflow\"}] | 400 | operation 0",
                "[{\"op\":\"remove\",\"path\":\"/workflow/missing\"}] | 422 | operation 0 at /workflow/missing",
                "[{\"op\":\"test\",\"path\":\"/workflow/name\",\"value\":\"Other\"}] | 422 | operation 0 at /workflow/name",
            })
    void aPatchThatCanNotBeAppliedChangesNothing(String patch, int status, String detail) throws Exception {
        assertProblem(patch(patch, "Weft-Tool", "importer"), status, detail);
        assertThat(get("/events").at("/events")).hasSize(1);
    }

    @Test
    void whoMayNotWriteIsRefused() throws Exception {
        HttpResponse<String> answer = http.send(
                request("/api/v1/workflows/" + id + "/document", "vera:viewer")
                        .method("PATCH", BodyPublishers.ofString(RENAME))
                        .build(),
                BodyHandlers.ofString());

        assertProblem(answer, 403, "authorized");
    }

    private HttpResponse<String> patch(String body, String header, String value) throws Exception {
        return http.send(
                request("/api/v1/workflows/" + id + "/document", "ada:editor")
                        .setHeader("Content-Type", DocumentEditController.JSON_PATCH)
                        .header(header, value)
                        .method("PATCH", BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private JsonNode document() throws Exception {
        return get("/document");
    }

    private JsonNode get(String path) throws Exception {
        HttpResponse<String> answer = http.send(
                request("/api/v1/workflows/" + id + path, "ada:editor").build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private HttpRequest.Builder request(String path, String nameAndRole) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + nameAndRole + ":" + project);
    }
}
