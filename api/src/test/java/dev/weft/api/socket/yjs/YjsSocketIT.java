package dev.weft.api.socket.yjs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.api.ServerTest;
import dev.weft.api.socket.RawClient;
import dev.weft.api.socket.UpgradeRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The y-websocket dialect byte by byte, and what happens to whoever breaks it. */
@ServerTest
@Timeout(60)
class YjsSocketIT {

    /** Step1 of somebody who knows nothing. */
    private static final String STEP_1 = "00 00 01 00";

    /** Client 1 inserts "hi" into text "t". */
    private static final String HI = "00 02 0c 010101000401017402686900";

    /** The same update as the answer to the server's Step1. */
    private static final String HI_AS_STEP_2 = "00 01 0c 010101000401017402686900";

    private static final String AWARENESS = "01 06 01 01 01 02 7b7d";

    /** As others see it: {"user":{"id":"ada","name":"ada"}}. */
    private static final String ADAS_AWARENESS =
            "01 26 01 01 01 22" + "7b2275736572223a7b226964223a22616461222c226e616d65223a22616461227d7d";

    private static final String PERMISSION_DENIED = "02 00";

    @LocalServerPort
    private int port;

    private final UUID workflowId = UUID.randomUUID();
    private RawClient ada;
    private RawClient bob;

    @BeforeEach
    void adaAndBobAreThere() throws InterruptedException {
        ada = join("ada:editor");
        bob = join("bob:editor");
        ada.send(STEP_1);
        ada.awaitFrameStartingWith("00 01");
        bob.send(STEP_1);
        bob.awaitFrameStartingWith("00 01");
    }

    @AfterEach
    void everybodyLeaves() {
        ada.close();
        bob.close();
    }

    /** As the container's compression cuts messages short whose end repeats what came before, such as a document that is brought anew. */
    @Test
    void noCompressionIsAgreedUponThoughBrowsersOfferIt() throws IOException {
        UpgradeRequest.Answer answer = UpgradeRequest.send(
                port,
                "/yjs/" + workflowId + "?token=eve:editor",
                "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits");

        assertThat(answer.status()).isEqualTo(101);
        assertThat(answer.headers()).doesNotContainKey("Sec-WebSocket-Extensions");
    }

    @Test
    void step1IsAnsweredByStep2AndOneStep1() throws InterruptedException {
        RawClient eve = join("eve:editor");

        eve.send(STEP_1);
        String first = eve.awaitFrameStartingWith("00");
        String second = eve.awaitFrameStartingWith("00");

        assertThat(first + " " + second)
                .containsPattern("^0001|^0000")
                .contains("0001")
                .contains("0000");
        eve.close();
    }

    @Test
    void updateComesBackToItsSenderAndGoesToAllOthersByteForByte() throws InterruptedException {
        ada.send(HI);

        ada.awaitFrame(HI);
        bob.awaitFrame(HI);
    }

    @Test
    void step2WithContentIsAcknowledgedLikeAnUpdate() throws InterruptedException {
        ada.send(HI_AS_STEP_2);

        ada.awaitFrame(HI);
        bob.awaitFrame(HI);
    }

    @Test
    void whoJoinsLateGetsWhatWasCommitted() throws InterruptedException {
        ada.send(HI);
        ada.awaitFrame(HI);

        RawClient late = join("late:viewer");
        late.send(STEP_1);

        assertThat(late.awaitFrameStartingWith("00 01")).contains("0401017402" + "6869");
        late.close();
    }

    @Test
    void awarenessGoesToAllAndBackToItsSenderUnderTheNameThatIsAuthenticated() throws InterruptedException {
        ada.send(AWARENESS);

        ada.awaitFrame(ADAS_AWARENESS);
        bob.awaitFrame(ADAS_AWARENESS);
    }

    @Test
    void awarenessOfWhoeverLeavesIsTakenBack() throws InterruptedException {
        ada.send(AWARENESS);
        bob.awaitFrame(ADAS_AWARENESS);

        ada.leave();

        assertThat(bob.awaitFrameStartingWith("01")).endsWith("04" + "6e756c6c");
    }

    @Test
    void viewerReadsAndCannotWrite() throws InterruptedException {
        RawClient viewer = join("vic:viewer");
        viewer.send(STEP_1);
        viewer.awaitFrameStartingWith("00 01");

        viewer.send("00 02 0c 010102000401017402686900");
        viewer.awaitFrameStartingWith(PERMISSION_DENIED);

        ada.send(HI);
        viewer.awaitFrame(HI);
        bob.awaitFrame(HI);
        assertThat(bob.frames()).noneMatch(frame -> frame.startsWith("00020c010102"));
        viewer.close();
    }

    @Test
    void unknownMessageTypesAreIgnored() throws InterruptedException {
        ada.send("7f 01 02 03");
        ada.send(HI);

        ada.awaitFrame(HI);
        assertThat(ada.frames()).noneMatch(frame -> frame.startsWith(PERMISSION_DENIED.replace(" ", "")));
    }

    @Test
    void fiveMalformedFramesInARowEndTheConnectionAndNobodyElses() throws InterruptedException {
        ada.send("00 02 ff");
        ada.send("");
        ada.send("00 09 00");
        ada.sendText("hello");
        ada.send("00 02 03 01 01 01"); // a frame, but its update breaks off

        assertThat(ada.awaitClose()).isEqualTo(4400);
        bob.send(HI);
        bob.awaitFrame(HI);
        bob.assertStillOpen();
    }

    @Test
    void malformedFrameIsToldAndForgottenAfterAGoodOne() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            for (int malformed = 0; malformed < 4; malformed++) {
                ada.send("00 02 ff");
                ada.awaitFrameStartingWith(PERMISSION_DENIED);
            }
            ada.send(HI);
            ada.awaitFrame(HI);
        }

        ada.assertStillOpen();
    }

    @Test
    void frameLargerThanAllowedEndsTheConnectionAndNobodyElses() throws InterruptedException {
        byte[] tooLarge = new byte[1024 * 1024 + 1];
        Arrays.fill(tooLarge, (byte) 1);

        ada.send(tooLarge);

        assertThat(ada.awaitClose()).isEqualTo(1009);
        bob.send(HI);
        bob.awaitFrame(HI);
    }

    @Test
    void reconnectThatStillSaysNewFindsEverything() throws InterruptedException {
        ada.send(HI);
        ada.awaitFrame(HI);
        ada.close();

        ada = new RawClient(URI.create(address() + "?token=ada:editor&action=new&session=tab"));
        ada.send(STEP_1);

        assertThat(ada.awaitFrameStartingWith("00 01")).contains("6869");
    }

    @Test
    void updatesAreEventsWithTheirSenderAndDecoded() throws Exception {
        ada.send(HI);
        ada.awaitFrame(HI);

        String events;
        try (HttpClient http = HttpClient.newHttpClient()) {
            events = http.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/workflows/"
                                            + workflowId + "/events?after=0"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        }

        assertThat(events)
                .contains("\"type\":\"updates-appended\"")
                .contains("\"update\":\"AQEBAAQBAXQCaGkA\"")
                .contains("\"principal\":\"ada\"")
                .contains("{\"id\":\"1:0\",\"length\":2,\"root\":\"t\",\"kind\":\"text\",\"value\":\"hi\"}");
    }

    private RawClient join(String token) {
        return new RawClient(URI.create(address() + "?token=" + token));
    }

    private String address() {
        return "ws://127.0.0.1:" + port + "/yjs/" + workflowId;
    }
}
