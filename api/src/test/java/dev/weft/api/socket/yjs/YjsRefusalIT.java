package dev.weft.api.socket.yjs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.api.ServerTest;
import dev.weft.api.socket.UpgradeRequest;
import dev.weft.api.socket.UpgradeRequest.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Joins that are refused before the upgrade, as HTTP problems. */
@ServerTest
class YjsRefusalIT {

    private static final String OTHER_PROJECT = "7c9e6679-7425-40de-944b-e07fc1f90ae7";

    @LocalServerPort
    private int port;

    private final UUID id = UUID.randomUUID();

    @Test
    void malformedTokenNamesNobody() throws IOException {
        Answer answer = join("token=ada");

        assertProblem(answer, 401, "name:role");
        assertThat(answer.headers()).containsEntry("WWW-Authenticate", "Bearer");
    }

    @Test
    void authorizationHeaderOfAnotherSchemeNamesNobody() throws IOException {
        assertProblem(
                UpgradeRequest.send(port, "/yjs/" + id, "Authorization: Basic YWRhOmVkaXRvcg=="),
                401,
                "expected Bearer");
    }

    @ParameterizedTest
    @CsvSource({
        "/yjs/lobby, expected a UUID",
        "/yjs/, expected a UUID",
        "/yjs/a/b/c, expected a UUID",
    })
    void wrongIdIsToldWithWhatWasExpected(String path, String detail) throws IOException {
        assertProblem(UpgradeRequest.send(port, path), 400, detail);
    }

    @ParameterizedTest
    @CsvSource({"project_id=demo, expected a UUID", "action=delete, must be 'new'", "session=%20, visible ASCII"})
    void badParameterIsToldByName(String query, String detail) throws IOException {
        assertProblem(join(query), 400, detail);
    }

    @Test
    void viewerCannotCreate() throws IOException {
        assertProblem(join("token=vic:viewer&action=new"), 403, "unauthorized");
        assertProblem(join("token=vic:viewer"), 404, "workflow not found");
    }

    @Test
    void strangerInAProjectIsUnauthorizedWhateverIsThere() throws IOException {
        createWorkflow();

        assertProblem(join("action=edit&project_id=" + OTHER_PROJECT), 403, "unauthorized");
        assertProblem(join("action=new&token=eve:owner:" + OTHER_PROJECT), 403, "unauthorized");
    }

    @Test
    void workflowThatNeverExistedCannotBeEdited() throws IOException {
        assertProblem(join("action=edit"), 404, "workflow not found");
    }

    @ParameterizedTest
    @CsvSource({"new", "edit", "open"})
    void workflowOfAnotherProjectIsNotThere(String action) throws IOException {
        createWorkflow();

        String other = "&token=eve:owner:" + OTHER_PROJECT + "&project_id=" + OTHER_PROJECT;
        assertProblem(join("action=" + action + other), 404, "workflow not found");
    }

    @Test
    void versionThatWasNeverSavedIsNotThere() throws IOException {
        createWorkflow();

        assertProblem(UpgradeRequest.send(port, "/yjs/" + id + "/v1"), 404, "snapshot version 1 not found");
        assertProblem(UpgradeRequest.send(port, "/yjs/" + id + "/v1?project_id=" + OTHER_PROJECT), 403, "unauthorized");
    }

    @Test
    void versionOfNoWorkflowMakesNone() throws IOException {
        assertProblem(UpgradeRequest.send(port, "/yjs/" + id + "/v1"), 404, "workflow not found");
        assertProblem(join("action=edit"), 404, "workflow not found");
    }

    @Test
    void pageOfAnotherOriginIsRefused() throws IOException {
        assertProblem(
                UpgradeRequest.send(port, "/yjs/" + id, "Origin: https://evil.example"), 403, "weft.allowed-origins");
        assertProblem(join("action=edit"), 404, "workflow not found");
    }

    @ParameterizedTest
    @CsvSource({"http://localhost:5173", "http://127.0.0.1:3000"})
    void pageOfThisMachineIsWelcome(String origin) throws IOException {
        assertThat(UpgradeRequest.send(port, "/yjs/" + id, "Origin: " + origin).status())
                .isEqualTo(101);
    }

    @Test
    void ordinaryRequestCreatesNothing() throws Exception {
        HttpResponse<String> answer;
        try (HttpClient http = HttpClient.newHttpClient()) {
            answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/yjs/" + id))
                            .build(),
                    BodyHandlers.ofString());
        }

        assertThat(answer.statusCode()).isEqualTo(426);
        assertThat(answer.body()).contains("WebSocket");
        assertProblem(join("action=edit"), 404, "workflow not found");
    }

    private void createWorkflow() throws IOException {
        assertThat(join("action=new").status()).isEqualTo(101);
    }

    private Answer join(String query) throws IOException {
        return UpgradeRequest.send(port, "/yjs/" + id + "?" + query);
    }

    private static void assertProblem(Answer answer, int status, String detail) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers().get("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.body()).contains("\"status\":" + status).contains(detail);
    }
}
