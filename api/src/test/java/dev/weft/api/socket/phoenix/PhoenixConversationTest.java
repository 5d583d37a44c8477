package dev.weft.api.socket.phoenix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.api.socket.LocalServer;
import dev.weft.api.socket.LocalSocket;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conversations with Phoenix clients, frame by frame. */
@Timeout(60)
class PhoenixConversationTest {

    private static final String PROJECT = "00000000-0000-4000-8000-000000000001";
    private static final String STEP_1 = "00 00 01 00";
    private static final String EMPTY_STEP_2 = "00 01 02 0000";
    private static final String NOBODY_HERE = "01 01 00";
    private static final String HI = "00 02 0c 010101000401017402686900";
    private static final String AWARENESS_OF_CLIENT_1 = "01 06 01 01 01 02 7b7d";

    /** As all see it, ada included: {"user":{"id":"ada","name":"ada"}}. */
    private static final String ADAS_AWARENESS =
            "01 26 01 01 01 22 7b2275736572223a7b226964223a22616461222c226e616d65223a22616461227d7d";

    private final LocalServer server = new LocalServer();
    private final String topic = "workflow:collaborate:" + UUID.randomUUID();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void joinAndExchangeGoAsRecorded() throws InterruptedException {
        LocalSocket ada = open("ada:editor");

        ada.sendString("[\"3\",\"3\",\"%s\",\"phx_join\",{\"project_id\":\"%s\",\"action\":\"new\"}]"
                .formatted(topic, PROJECT));
        ada.expect("[\"3\",\"3\",\"%s\",\"phx_reply\",{\"status\":\"ok\",\"response\":{}}]".formatted(topic));
        ada.sendHex(push("3", "4", "yjs_sync", STEP_1));

        assertThat(ada.next()).startsWith(pushed("3", "00 01"));
        assertThat(ada.next()).startsWith(pushed("3", "00 00"));
        ada.expect(pushed("3", NOBODY_HERE));
        ada.sendHex(push("3", "5", "yjs", EMPTY_STEP_2));
        ada.sendHex(push("3", "6", "yjs", HI));
        ada.sendHex(push("3", "7", "yjs", AWARENESS_OF_CLIENT_1));
        ada.expect(pushed("3", ADAS_AWARENESS));
        assertThat(ada.rest()).isEmpty();
    }

    @Test
    void updateGoesToTheOthersOnceItIsDurable() throws InterruptedException {
        LocalSocket ada = join("ada:editor", "3");
        LocalSocket bob = join("bob:editor", "17");

        server.holdCommitsBack();
        ada.sendHex(push("3", "5", "yjs", HI));
        await().until(() -> server.heldBack() == 1);
        assertThat(bob.rest()).isEmpty();
        server.letCommitsThrough();

        bob.expect(pushed("17", HI));
        assertThat(ada.rest()).isEmpty();
    }

    @Test
    void heartbeatIsAnswered() throws InterruptedException {
        LocalSocket ada = open("ada:editor");

        ada.sendString("[null,\"10\",\"phoenix\",\"heartbeat\",{}]");

        ada.expect("[null,\"10\",\"phoenix\",\"phx_reply\",{\"status\":\"ok\",\"response\":{}}]");
    }

    @Test
    void joiningAgainEndsTheChannelBefore() throws InterruptedException {
        LocalSocket ada = join("ada:editor", "3");

        ada.sendString(joinOf("8", "edit"));

        ada.expect(
                "[\"3\",\"3\",\"%s\",\"phx_close\",{}]".formatted(topic),
                "[\"8\",\"8\",\"%s\",\"phx_reply\",{\"status\":\"ok\",\"response\":{}}]".formatted(topic));
        ada.sendHex(push("8", "9", "yjs_sync", STEP_1));
        assertThat(ada.next()).startsWith(pushed("8", "00 01"));
    }

    @Test
    void framesOfAnEarlierJoinTouchNothing() throws InterruptedException {
        LocalSocket ada = join("ada:editor", "3");
        ada.sendString(joinOf("8", "edit"));
        ada.awaitStartingWith("[\"8\"");

        ada.sendHex(push("3", "9", "yjs", HI));
        ada.sendString("[\"3\",\"10\",\"%s\",\"phx_leave\",{}]".formatted(topic));
        ada.expect("[\"3\",\"10\",\"%s\",\"phx_reply\",{\"status\":\"ok\",\"response\":{}}]".formatted(topic));
        ada.sendHex(push("8", "11", "yjs_sync", STEP_1));

        assertThat(ada.next()).startsWith(pushed("8", "00 01")).doesNotContain("02686900");
    }

    @Test
    void whoLeavesIsGoneAndItsOtherChannelsGoOn() throws InterruptedException {
        LocalSocket ada = join("ada:editor", "3");
        LocalSocket bob = join("bob:editor", "3");
        ada.sendHex(push("3", "5", "yjs", AWARENESS_OF_CLIENT_1));
        bob.awaitStartingWith(pushed("3", "01"));
        ada.rest();

        ada.sendString("[\"3\",\"9\",\"%s\",\"phx_leave\",{}]".formatted(topic));

        ada.expect(
                "[\"3\",\"9\",\"%s\",\"phx_reply\",{\"status\":\"ok\",\"response\":{}}]".formatted(topic),
                "[\"3\",\"3\",\"%s\",\"phx_close\",{}]".formatted(topic));
        assertThat(bob.awaitStartingWith(pushed("3", "01"))).endsWith("046e756c6c");
        ada.sendString("[\"3\",\"10\",\"%s\",\"request_versions\",{}]".formatted(topic));
        ada.expect(error("3", "10", "unmatched topic"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {}                                       |                    | invalid parameters. project_id and action are required
                    {"project_id":"P"}                       |                    | invalid parameters. project_id and action are required
                    {"action":"new"}                         |                    | invalid parameters. project_id and action are required
                    {"project_id":7,"action":"new"}          |                    | invalid parameters. project_id and action are required
                    []                                       |                    | invalid parameters. project_id and action are required
                    {"project_id":"nope","action":"open"}    |                    | project not found
                    {"project_id":"P","action":"destroy"}    | :vx                | invalid action 'destroy', must be 'new' or 'edit'
                    {"project_id":"P","action":"edit"}       | :v01               | invalid version format
                    {"project_id":"P","action":"edit"}       | :release1          | invalid version format
                    {"project_id":"P","action":"new"}        | :v1                | invalid version format
                    {"project_id":"P","action":"edit"}       |                    | workflow not found
                    {"project_id":"P","action":"edit"}       | x                  | workflow not found
                    {"project_id":"O","action":"edit"}       | x                  | unauthorized
                    {"project_id":"O","action":"new"}        |                    | unauthorized
                    {"project_id":"O","action":"edit"}       | :v1                | unauthorized
                    {"project_id":"P","action":"edit"}       | :v1                | workflow not found
                    """)
    void joinsAreRefusedInTheOrderOfTheirChecks(String parameters, String suffix, String reason)
            throws InterruptedException {
        LocalSocket ada = open("ada:editor");
        String room = topic + (suffix == null ? "" : suffix);

        ada.sendString("[\"3\",\"3\",\"%s\",\"phx_join\",%s]"
                .formatted(
                        room,
                        parameters
                                .replace("\"P\"", "\"" + PROJECT + "\"")
                                .replace("\"O\"", "\"" + UUID.randomUUID() + "\"")));

        ada.expect("[\"3\",\"3\",\"%s\",\"phx_reply\",{\"status\":\"error\",\"response\":{\"reason\":\"%s\"}}]"
                .formatted(room, reason));
        assertThat(ada.closed()).isNull();
    }

    @Test
    void topicOfAnotherKindIsUnmatched() throws InterruptedException {
        LocalSocket ada = open("ada:editor");

        ada.sendString("[\"3\",\"3\",\"lobby\",\"phx_join\",{}]");

        assertThat(ada.next()).contains("\"unmatched topic\"");
    }

    @Test
    void readerIsToldWhenItsChangeIsNotTaken() throws InterruptedException {
        LocalSocket ada = join("ada:editor", "3");
        LocalSocket vic = join("vic:viewer", "3");

        vic.sendHex(push("3", "5", "yjs", EMPTY_STEP_2));
        vic.sendHex(push("3", "6", "yjs", HI));

        assertThat(vic.next()).startsWith("[\"3\",null,\"" + topic).contains("not allowed to change this document");
        ada.sendHex(push("3", "7", "yjs_sync", STEP_1));
        assertThat(ada.next()).startsWith(pushed("3", "00 01")).doesNotContain("02686900");
    }

    @Test
    void unknownEventIsAnErrorAndTheChannelGoesOn() throws InterruptedException {
        LocalSocket ada = join("ada:editor", "3");

        ada.sendString("[\"3\",\"5\",\"%s\",\"make_coffee\",{}]".formatted(topic));
        assertThat(ada.next()).startsWith("[\"3\",\"5\"").contains("\"error\"").contains("make_coffee");
        ada.sendHex(push("3", "6", "make_coffee", "00"));
        assertThat(ada.next()).startsWith("[\"3\",\"6\"").contains("\"error\"");
        ada.sendHex(push("3", "7", "yjs_sync", STEP_1));

        assertThat(ada.next()).startsWith(pushed("3", "00 01"));
    }

    @Test
    void fiveMalformedFramesInARowCloseTheSocket() throws InterruptedException {
        LocalSocket ada = join("ada:editor", "3");
        LocalSocket bob = join("bob:editor", "3");

        ada.sendString("hello");
        ada.sendString("[\"3\",\"5\",7,\"phx_join\",{}]");
        ada.sendHex("07 01 01");
        ada.sendHex(push("3", "5", "yjs", "00 09 00"));
        assertThat(ada.next()).contains("malformed frame");
        ada.sendHex(push("3", "6", "yjs", "00 02 03 010101"));

        assertThat(ada.awaitClose().code()).isEqualTo(4400);
        ada.sendHex(push("3", "7", "yjs", HI));
        bob.sendHex(push("3", "7", "yjs_sync", STEP_1));
        assertThat(bob.next()).startsWith(pushed("3", "00 01")).doesNotContain("02686900");
    }

    @Test
    void refThatFitsIntoNoBinaryFrameIsMalformed() throws InterruptedException {
        LocalSocket ada = open("ada:editor");

        ada.sendString(joinOf("r".repeat(256), "new"));
        ada.sendString(joinOf("r".repeat(255), "new"));

        assertThat(ada.next()).contains("\"ok\"");
    }

    private LocalSocket open(String token) {
        PhoenixDialect dialect =
                new PhoenixDialect(server.entrance(), server.requests(), server.expiries(), LocalServer.LIMITS);
        return server.open(
                dialect,
                new SocketRequest(
                        server.entrance().authenticate(token), null, null, "4bf92f3577b34da6a3ce929d0e0e4736"));
    }

    /** Opens a socket, joins, and exchanges what there is. */
    private LocalSocket join(String token, String joinRef) throws InterruptedException {
        LocalSocket socket = open(token);
        socket.sendString(joinOf(joinRef, token.endsWith("viewer") ? "edit" : "new"));
        assertThat(socket.next()).contains("\"ok\"");
        socket.sendHex(push(joinRef, "4", "yjs_sync", STEP_1));
        socket.awaitStartingWith(pushed(joinRef, "01"));
        return socket;
    }

    private String joinOf(String joinRef, String action) {
        return "[\"%s\",\"%s\",\"%s\",\"phx_join\",{\"project_id\":\"%s\",\"action\":\"%s\"}]"
                .formatted(joinRef, joinRef, topic, PROJECT, action);
    }

    private String error(String joinRef, String ref, String reason) {
        return "[\"%s\",\"%s\",\"%s\",\"phx_reply\",{\"status\":\"error\",\"response\":{\"reason\":\"%s\"}}]"
                .formatted(joinRef, ref, topic, reason);
    }

    /** What a client pushes: it has a ref. */
    private String push(String joinRef, String ref, String event, String payload) {
        return "00" + length(joinRef) + length(ref) + length(topic) + length(event) + hex(joinRef) + hex(ref)
                + hex(topic) + hex(event) + payload;
    }

    /** What a server pushes: it has none. */
    private String pushed(String joinRef, String payload) {
        return ("00" + length(joinRef) + length(topic) + length("yjs") + hex(joinRef) + hex(topic) + hex("yjs")
                        + payload)
                .replace(" ", "");
    }

    private static String length(String field) {
        return "%02x".formatted(field.length());
    }

    private static String hex(String field) {
        return HexFormat.of().formatHex(field.getBytes(StandardCharsets.UTF_8));
    }
}
