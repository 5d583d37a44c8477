package dev.weft.api.socket.hocuspocus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.api.socket.LocalServer;
import dev.weft.api.socket.LocalSocket;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests in a room, as stateless messages; channels answer by the same class. */
@Timeout(60)
class RequestConversationTest {

    private static final String HI = "00020c010101000401017402686900";

    private final LocalServer server = new LocalServer();
    private final String document = "workflow:" + UUID.randomUUID();
    private LocalSocket ada;

    @BeforeEach
    void adaIsThere() throws InterruptedException {
        ada = join("ada:editor");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void currentUserIsWhoIsAuthenticated() throws InterruptedException {
        ask("{\"id\":\"a\",\"event\":\"request_current_user\",\"payload\":{}}");

        assertThat(answer()).startsWith("{\"id\":\"a\",\"status\":\"ok\"").contains("\"id\":\"ada\"");
    }

    @Test
    void workflowThatWasNeverSavedHasNoVersionsAndAContext() throws InterruptedException {
        ask("{\"id\":1,\"event\":\"request_versions\"}");
        assertThat(answer()).isEqualTo("{\"id\":1,\"status\":\"ok\",\"response\":{\"versions\":[]}}");

        ask("{\"id\":2,\"event\":\"get_context\"}");
        assertThat(answer())
                .contains("\"latest_snapshot_lock_version\":null")
                .contains("\"can_edit_workflow\":true")
                .contains("\"lock_version\":0")
                .contains("\"jobs\":[]");
    }

    @Test
    void freeNameIsFound() throws InterruptedException {
        ask("{\"id\":1,\"event\":\"validate_workflow_name\",\"payload\":{\"workflow\":{\"name\":\"  Fetch \"}}}");

        assertThat(answer()).isEqualTo("{\"id\":1,\"status\":\"ok\",\"response\":{\"workflow\":{\"name\":\"Fetch\"}}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"save_and_sync", "go_live", "request_adaptors", "request_history"})
    void whatIsOutOfScopeIsUnsupported(String event) throws InterruptedException {
        ask("{\"id\":1,\"event\":\"" + event + "\"}");

        assertThat(answer()).isEqualTo("{\"id\":1,\"status\":\"error\",\"response\":{\"reason\":\"unsupported\"}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"hello", "[]", "{\"event\":\"save_workflow\"}", "{\"id\":1}", "{\"id\":{},\"event\":\"x\"}"})
    void whatIsNoRequestIsTold(String payload) throws InterruptedException {
        ask(payload);

        assertThat(answer()).startsWith("{\"event\":\"refused\"").contains("stateless message");
    }

    @Test
    void everybodyHearsWhoIsApplyingAndReadersMayNotSaySo() throws InterruptedException {
        LocalSocket vic = join("vic:viewer");

        ask("{\"id\":1,\"event\":\"start_applying_workflow\",\"payload\":{\"message_id\":\"m1\"}}");

        String expected = "{\"event\":\"workflow_applying\","
                + "\"payload\":{\"user_id\":\"ada\",\"user_name\":\"ada\",\"message_id\":\"m1\"}}";
        assertThat(text(vic.awaitStartingWith(at("05")))).contains(expected);
        vic.sendHex(at("05" + string("{\"id\":1,\"event\":\"done_applying_workflow\"}")));
        assertThat(text(vic.awaitStartingWith(at("05")))).contains("\"type\":\"unauthorized\"");
    }

    @Test
    void requestsThatWaitAreBoundedAndAllAreAnswered() throws InterruptedException {
        server.holdCommitsBack();
        ada.sendHex(at(HI));
        await().until(() -> server.heldBack() == 1);

        int most = LocalServer.LIMITS.openRequests();
        for (int id = 0; id <= most; id++) {
            ask("{\"id\":" + id + ",\"event\":\"reset_workflow\"}");
        }

        assertThat(answer()).startsWith("{\"id\":" + most).contains("too many open requests: the most is " + most);
        server.letCommitsThrough();
        for (int id = 0; id < most; id++) {
            assertThat(answer()).contains("\"status\"");
        }
    }

    private void ask(String payload) throws InterruptedException {
        ada.sendHex(at("05" + string(payload)));
    }

    private String answer() throws InterruptedException {
        String frame = ada.awaitStartingWith(at("05"));
        return text(frame).substring(text(frame).indexOf('{'));
    }

    private LocalSocket join(String token) throws InterruptedException {
        LocalSocket socket = server.open(
                new HocuspocusDialect(server.entrance(), server.requests(), server.expiries(), LocalServer.LIMITS),
                new SocketRequest(Map.of(), null, "4bf92f3577b34da6a3ce929d0e0e4736"));
        socket.sendHex(at("0200" + string(token)));
        socket.awaitStartingWith(at("0202"));
        return socket;
    }

    private String at(String message) {
        return string(document) + message;
    }

    /** As varString, of at most 16,383 bytes. */
    private static String string(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        String length = utf8.length < 128
                ? "%02x".formatted(utf8.length)
                : "%02x%02x".formatted(utf8.length & 0x7f | 0x80, utf8.length >> 7);
        return length + HexFormat.of().formatHex(utf8);
    }

    private static String text(String frame) {
        return new String(HexFormat.of().parseHex(frame), StandardCharsets.UTF_8);
    }
}
