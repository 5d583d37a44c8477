package dev.weft.api.socket.yjs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.api.ServerTest;
import dev.weft.api.socket.RawClient;
import dev.weft.api.socket.UpgradeRequest;
import dev.weft.crdt.Doc;
import dev.weft.lib0.ByteReader;
import java.io.IOException;
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

/** The rooms of versions: what was saved, to be looked at only. */
@ServerTest
class VersionRoomIT {

    private static final String STEP_1 = "00 00 01 00";

    /** The text "hi" in the root "t", by client 1. */
    private static final String HI = "00 02 0c 010101000401017402686900";

    private static final String PERMISSION_DENIED = "02 00";

    @LocalServerPort
    private int port;

    private final HttpClient http = HttpClient.newHttpClient();
    private final UUID id = UUID.randomUUID();

    @BeforeEach
    void saveTwoVersions() throws Exception {
        rest("POST", "/api/v1/projects/00000000-0000-4000-8000-000000000001/workflows", "{\"id\":\"" + id + "\"}");
        rest("PUT", "/api/v1/workflows/" + id, "{\"name\":\"First of " + id + "\"}");
        rest("PUT", "/api/v1/workflows/" + id, "{\"name\":\"Second of " + id + "\"}");
    }

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void aVersionIsWhatWasSavedHoweverTheWorkflowGoesOn() throws Exception {
        RawClient vera = join("v1", "vera:viewer");

        vera.send(STEP_1);
        Doc document = documentIn(vera.awaitFrameStartingWith("00 01"));

        assertThat(document.getMap("workflow").get("name")).isEqualTo("First of " + id);
        assertThat(document.getMap("workflow").get("lock_version")).isEqualTo(1);
        vera.close();
    }

    @Test
    void whoComesAgainIsToldTheSameBytes() throws Exception {
        RawClient first = join("v2", "ada:editor");
        first.send(STEP_1);
        String told = first.awaitFrameStartingWith("00 01");
        first.close();

        RawClient again = join("v2", "bob:editor");
        again.send(STEP_1);

        assertThat(again.awaitFrameStartingWith("00 01")).isEqualTo(told);
        again.close();
    }

    @Test
    void writingToAVersionChangesNothingEvenByAnOwner() throws Exception {
        RawClient olga = join("v1", "olga:owner");
        RawClient vera = join("v1", "vera:viewer");
        olga.send(STEP_1);
        String before = olga.awaitFrameStartingWith("00 01");

        olga.send(HI);
        olga.awaitFrameStartingWith(PERMISSION_DENIED);

        vera.send(STEP_1);
        assertThat(vera.awaitFrameStartingWith("00 01")).isEqualTo(before);
        assertThat(rest("GET", "/api/v1/workflows/" + id + "/document", "").body())
                .doesNotContain("\"t\"");
        assertThat(rest("GET", "/api/v1/workflows/" + id + "/versions/1", "").body())
                .contains("First of " + id);
        olga.assertStillOpen();
        olga.close();
        vera.close();
    }

    @Test
    void aVersionOfADeletedWorkflowCanStillBeLookedAt() throws Exception {
        rest("DELETE", "/api/v1/workflows/" + id, "");

        RawClient vera = join("v1", "vera:viewer");
        vera.send(STEP_1);

        assertThat(documentIn(vera.awaitFrameStartingWith("00 01"))
                        .getMap("workflow")
                        .get("name"))
                .isEqualTo("First of " + id);
        vera.close();
    }

    @ParameterizedTest
    @CsvSource({
        "v3, ada:editor, 404, snapshot version 3 not found",
        "v0, ada:editor, 404, snapshot version 0 not found",
        "v01, ada:editor, 400, invalid version format",
        "w1, ada:editor, 400, invalid version format",
        "v1, eve:owner:11111111-0000-4000-8000-000000000009, 403, unauthorized",
    })
    void whatIsNoVersionForTheCallerIsRefusedBeforeTheUpgrade(String room, String token, int status, String reason)
            throws Exception {
        UpgradeRequest.Answer refusal = upgrade(room, token, "");

        assertThat(refusal.status()).isEqualTo(status);
        assertThat(refusal.body()).contains(reason);
    }

    @Test
    void aVersionOfAnotherProjectsWorkflowIsNotFoundWhetherThereIsOneOrNot() throws Exception {
        String project = "11111111-0000-4000-8000-000000000009";
        for (String room : new String[] {"v1", "v9"}) {
            UpgradeRequest.Answer refusal = upgrade(room, "eve:owner:" + project, "&project_id=" + project);

            assertThat(refusal.status()).isEqualTo(404);
            assertThat(refusal.body()).contains("workflow not found");
        }
    }

    private static Doc documentIn(String step2) {
        ByteReader reader = new ByteReader(RawClient.bytes(step2));
        reader.readVarUint();
        reader.readVarUint();
        Doc document = new Doc();
        document.applyUpdate(reader.readVarBytes());
        return document;
    }

    private RawClient join(String room, String token) {
        return new RawClient(URI.create("ws://127.0.0.1:" + port + "/yjs/" + id + "/" + room + "?token=" + token));
    }

    private UpgradeRequest.Answer upgrade(String room, String token, String query) throws IOException {
        return UpgradeRequest.send(port, "/yjs/" + id + "/" + room + "?token=" + token + query);
    }

    private HttpResponse<String> rest(String method, String path, String body) throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer ada:editor")
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return answer;
    }
}
