package dev.weft.api.socket.hocuspocus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.api.socket.CloseStatus;
import dev.weft.api.socket.LocalServer;
import dev.weft.api.socket.LocalSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conversations with Hocuspocus providers, frame by frame. */
@Timeout(60)
class HocuspocusConversationTest {

    private static final String STEP_1 = "00 00 01 00";
    private static final String EMPTY_STEP_2 = "00 01 02 0000";
    private static final String HI = "00 02 0c 010101000401017402686900";
    private static final String AWARENESS_OF_CLIENT_1 = "01 06 01 01 01 02 7b7d";

    /** As all see it, ada included: {"user":{"id":"ada","name":"ada"}}. */
    private static final String ADAS_AWARENESS =
            "01 26 01 01 01 22 7b2275736572223a7b226964223a22616461222c226e616d65223a22616461227d7d";

    private static final String SAVED = "08 01";
    private static final String NOT_SAVED = "08 00";
    private static final String READ_WRITE = "02 02 0a 726561642d7772697465";
    private static final String READ_ONLY = "02 02 08 726561646f6e6c79";

    private final LocalServer server = new LocalServer();
    private final String document = "workflow:" + UUID.randomUUID();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void handshakeOfAProviderGoesAsRecorded() throws InterruptedException {
        LocalSocket ada = open();

        ada.sendHex(at(document, token("ada:editor", "4.8.0")));
        ada.sendHex(at(document, STEP_1));
        ada.sendHex(at(document, "01 06 01 01 00 02 7b7d"));

        ada.expect(at(document, READ_WRITE));
        String step1 = ada.next();
        assertThat(step1).startsWith(hex(at(document, "00 00")));
        assertThat(ada.next()).startsWith(hex(at(document, "00 01")));
        ada.sendHex(at(document, EMPTY_STEP_2));
        ada.expect(at(document, SAVED));
        assertThat(ada.rest()).isEmpty();
    }

    @Test
    void framesBeforeTheTokenAreHeldAndThenAnsweredInTheirOrder() throws InterruptedException {
        LocalSocket ada = open();

        ada.sendHex(at(document, HI));
        ada.sendHex(at(document, AWARENESS_OF_CLIENT_1));
        assertThat(ada.rest()).isEmpty();
        ada.sendHex(at(document, token("ada:editor", null)));

        ada.expect(at(document, READ_WRITE));
        assertThat(List.of(ada.next(), ada.next()))
                .containsExactlyInAnyOrder(hex(at(document, ADAS_AWARENESS)), hex(at(document, SAVED)));
    }

    @Test
    void providerWithoutTokenBeginsByStep1() throws InterruptedException {
        LocalSocket guest = open();

        guest.sendHex(at(document, STEP_1));

        assertThat(guest.next()).startsWith(hex(at(document, "00 00")));
        assertThat(guest.next()).startsWith(hex(at(document, "00 01")));
    }

    @Test
    void statusComesWhenTheUpdateIsDurableAndNotBefore() throws InterruptedException {
        LocalSocket ada = join("ada:editor");
        LocalSocket bob = join("bob:editor");

        server.holdCommitsBack();
        ada.sendHex(at(document, HI));
        await().until(() -> server.heldBack() == 1);
        assertThat(ada.rest()).isEmpty();
        assertThat(bob.rest()).isEmpty();
        server.letCommitsThrough();

        ada.expect(at(document, SAVED));
        bob.expect(at(document, HI));
    }

    @Test
    void eachFrameHasOneStatusOfItsOwnInOrder() throws InterruptedException {
        LocalSocket ada = join("ada:editor");

        server.holdCommitsBack();
        ada.sendHex(at(document, HI));
        ada.sendHex(at(document, HI)); // a duplicate waits for the same commit
        ada.sendHex(at(document, "00 02 03 010101")); // an update that breaks off
        ada.sendHex(at(document, EMPTY_STEP_2)); // holds nothing, and is durable already
        server.letCommitsThrough();

        ada.expect(at(document, SAVED), at(document, SAVED), at(document, NOT_SAVED));
        assertThat(stateless(ada.next())).contains("\"event\":\"refused\"").contains("malformed frame");
        ada.expect(at(document, SAVED));
    }

    @Test
    void readerIsToldAndItsChangesAreNotTaken() throws InterruptedException {
        LocalSocket ada = join("ada:editor");
        LocalSocket vic = open();

        vic.sendHex(at(document, token("vic:viewer", null)));
        vic.expect(at(document, READ_ONLY));
        vic.sendHex(at(document, EMPTY_STEP_2));
        vic.expect(at(document, SAVED));
        vic.sendHex(at(document, HI));
        vic.expect(at(document, NOT_SAVED));
        assertThat(stateless(vic.next())).contains("not allowed to change this document");
        vic.sendHex(at(document, HI.replaceFirst("02", "01")));
        vic.expect(at(document, NOT_SAVED));

        ada.sendHex(at(document, STEP_1));
        assertThat(ada.awaitStartingWith(at(document, "00 01"))).doesNotContain("02686900");
    }

    @Test
    void whoIsDeniedMayTryAgainAndItsOtherDocumentsGoOn() throws InterruptedException {
        LocalSocket ada = join("ada:editor");
        String other = "workflow:" + UUID.randomUUID();

        ada.sendHex(at(other, token("nonsense", null)));
        ada.sendHex(at(other, STEP_1));
        ada.sendHex(at(other, HI));
        assertThat(ada.next()).startsWith(hex(at(other, "02 01")));
        ada.sendHex(at(document, HI));
        ada.expect(at(document, SAVED));

        ada.sendHex(at(other, token("ada:editor", null)));
        ada.expect(at(other, READ_WRITE));
        assertThat(ada.next()).startsWith(hex(at(other, "00 00")));
        assertThat(ada.next()).startsWith(hex(at(other, "00 01")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"doc-1", "workflow:", "workflow:1-1-1-1-1", "workflow:x:v1"})
    void nameOfNoWorkflowIsDeniedWithWhatWasExpected(String name) throws InterruptedException {
        LocalSocket ada = open();

        ada.sendHex(at(name, token("ada:editor", "4.8.0")));

        String denial = ada.next();
        assertThat(denial).startsWith(hex(at(name, "02 01")));
        assertThat(text(denial)).contains("expected");
        assertThat(ada.closed()).isNull();
    }

    @Test
    void sameDocumentAtTwoAddressesIsTwoRooms() throws InterruptedException {
        LocalSocket socket = open();
        String first = document + "\0one";
        String second = document + "\0two";
        join(socket, first, "ada:editor");
        join(socket, second, "ada:editor");

        socket.sendHex(at(first, HI));

        assertThat(List.of(socket.next(), socket.next()))
                .containsExactlyInAnyOrder(hex(at(first, SAVED)), hex(at(second, HI)));
        socket.sendHex(at(second, "07"));
        socket.sendHex(at(first, EMPTY_STEP_2));
        socket.expect(at(first, SAVED));
    }

    @Test
    void whoLeavesADocumentIsGoneFromItAndMayComeBack() throws InterruptedException {
        LocalSocket ada = join("ada:editor");
        LocalSocket bob = join("bob:editor");
        ada.sendHex(at(document, AWARENESS_OF_CLIENT_1));
        bob.awaitStartingWith(at(document, "01"));

        ada.sendHex(at(document, "07"));

        assertThat(bob.awaitStartingWith(at(document, "01"))).endsWith("046e756c6c");
        ada.rest();
        join(ada, document, "ada:editor");
    }

    @Test
    void renewedTokenIsAnsweredByItsScopeAndKeepsThePlace() throws InterruptedException {
        LocalSocket ada = join("ada:editor");

        ada.sendHex(at(document, token("ada:viewer", null)));
        ada.expect(at(document, READ_ONLY));
        ada.sendHex(at(document, HI));
        ada.awaitStartingWith(at(document, NOT_SAVED));
        ada.sendHex(at(document, token("ada:editor", null)));
        ada.awaitStartingWith(at(document, READ_WRITE));
        ada.sendHex(at(document, HI));
        ada.awaitStartingWith(at(document, SAVED));
    }

    @Test
    void tokenOfSomebodyElseEndsTheSession() throws InterruptedException {
        LocalSocket ada = join("ada:editor");

        ada.sendHex(at(document, token("bob:editor", null)));

        assertThat(ada.next()).startsWith(hex(at(document, "02 01")));
        ada.sendHex(at(document, HI));
        assertThat(ada.rest()).isEmpty();
    }

    @Test
    void pingIsAnsweredByPongWithoutAnAddress() throws InterruptedException {
        LocalSocket ada = open();

        ada.sendHex("09");
        ada.sendHex("0a");

        ada.expect("0a");
        assertThat(ada.rest()).isEmpty();
    }

    @Test
    void fiveMalformedFramesInARowResetTheConnection() throws InterruptedException {
        LocalSocket ada = join("ada:editor");
        LocalSocket bob = join("bob:editor");

        ada.sendHex("ff");
        ada.sendString("hello");
        ada.sendHex(at(document, "00 09 00"));
        assertThat(stateless(ada.next())).contains("malformed frame");
        ada.sendHex(at(document, "06 01 78"));
        ada.sendHex(at(document, "08 02"));

        assertThat(ada.awaitClose().code()).isEqualTo(4205);
        bob.sendHex(at(document, HI));
        bob.expect(at(document, SAVED));
    }

    @Test
    void tooMuchBeforeTheTokenResetsTheConnection() throws InterruptedException {
        LocalSocket eve = open();

        for (int frame = 0; frame <= LocalServer.LIMITS.heldFrames() && eve.closed() == null; frame++) {
            eve.sendHex(at(document, HI));
        }

        assertThat(eve.awaitClose().code()).isEqualTo(4205);
        assertThat(eve.awaitClose().reason()).contains("wait for authentication");
    }

    @Test
    void tooManyDocumentsResetTheConnection() throws InterruptedException {
        LocalSocket eve = open();

        for (int i = 0; i <= LocalServer.LIMITS.documentsPerSocket(); i++) {
            eve.sendHex(at("workflow:" + i, token("eve", null)));
        }

        assertThat(eve.awaitClose().code()).isEqualTo(4205);
    }

    @Test
    void socketOnWhichNobodyIsAuthenticatedIsClosedAfterAWhile() throws InterruptedException {
        LocalSocket ada = join("ada:editor");
        LocalSocket eve = open();
        eve.sendHex(at(document, token("nonsense", null)));

        ada.tick(Duration.ofSeconds(61));
        eve.tick(Duration.ofSeconds(59));
        assertThat(eve.closed()).isNull();
        eve.tick(Duration.ofSeconds(61));

        assertThat(eve.awaitClose().code()).isEqualTo(4408);
        assertThat(ada.closed()).isNull();
    }

    @Test
    void frameThatIsTooLargeClosesTheSocket() throws InterruptedException {
        LocalSocket ada = join("ada:editor");

        ada.tooLarge();

        assertThat(ada.awaitClose()).isEqualTo(CloseStatus.frameTooLarge(LocalServer.LIMITS.frameBytes()));
    }

    private LocalSocket open() {
        return server.open(
                new HocuspocusDialect(server.entrance(), server.requests(), server.expiries(), LocalServer.LIMITS),
                new SocketRequest(Map.of(), null, "4bf92f3577b34da6a3ce929d0e0e4736"));
    }

    private LocalSocket join(String token) throws InterruptedException {
        LocalSocket socket = open();
        join(socket, document, token);
        return socket;
    }

    private void join(LocalSocket socket, String address, String token) throws InterruptedException {
        socket.sendHex(at(address, token(token, "4.8.0")));
        socket.sendHex(at(address, STEP_1));
        socket.awaitStartingWith(at(address, "00 01"));
        socket.sendHex(at(address, EMPTY_STEP_2));
        socket.awaitStartingWith(at(address, "08"));
    }

    private static String at(String address, String message) {
        return string(address) + " " + message;
    }

    private static String token(String token, @Nullable String version) {
        return "02 00 " + string(token) + (version == null ? "" : string(version));
    }

    private static String string(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return "%02x".formatted(utf8.length) + HexFormat.of().formatHex(utf8);
    }

    private static String hex(String withBlanks) {
        return withBlanks.replace(" ", "");
    }

    private String stateless(String frame) {
        assertThat(frame).startsWith(hex(at(document, "05")));
        return text(frame);
    }

    private static String text(String frame) {
        return new String(HexFormat.of().parseHex(frame), StandardCharsets.UTF_8);
    }
}
