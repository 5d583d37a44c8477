package dev.weft.api.socket.yjs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.api.WeftProcess;
import dev.weft.api.socket.RawClient;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers on one database: whoever is in a document sees the others, wherever they are connected. */
class SeveralNodesIT {

    private static final String STEP_1 = "00 00 01 00";
    private static final String HI = "00 02 0c 0101010004010174026869 00";

    private static WeftProcess one;
    private static WeftProcess other;

    private final String room = UUID.randomUUID().toString();
    private RawClient ada;

    @BeforeAll
    static void startServers(@TempDir Path folder) {
        one = WeftProcess.start(folder.resolve("data"));
        other = WeftProcess.start(folder.resolve("data"));
    }

    @AfterAll
    static void stopServers() {
        other.close();
        one.close();
    }

    @BeforeEach
    void adaJoinsOneNode() throws InterruptedException {
        ada = join(one, "ada:editor");
    }

    @Test
    void editsReachParticipantsOfTheOtherNode() throws InterruptedException {
        try (RawClient bob = join(other, "bob:editor")) {
            ada.send(HI);

            bob.awaitFrame(HI);
        }
        ada.close();
    }

    @Test
    void whoIsHereIsSeenOnTheOtherNodeAlsoByThoseWhoComeLater() throws InterruptedException {
        ada.send(shows(7, 1, "early"));
        try (RawClient bob = join(other, "bob:editor")) {
            awaitShown(bob, "early");

            ada.send(shows(7, 2, "later"));
            awaitShown(bob, "later");

            bob.send(shows(8, 1, "bob too"));
            awaitShown(ada, "bob too");
        }
        ada.close();
    }

    @Test
    void whoLeavesOneNodeIsGoneOnTheOther() throws InterruptedException {
        ada.send(shows(7, 1, "here"));
        try (RawClient bob = join(other, "bob:editor")) {
            awaitShown(bob, "here");

            ada.leave();

            bob.awaitFrameStartingWith("01 08 01 07 01 04" + hex("null"));
        }
        ada.close();
    }

    @Test
    void stateThatIsTooLargeForOneNotificationArrivesWhole() throws InterruptedException {
        String large = "x".repeat(7_900);
        try (RawClient bob = join(other, "bob:editor")) {
            ada.send(shows(7, 1, large));

            awaitShown(bob, large);
        }
        ada.close();
    }

    private static void awaitShown(RawClient client, String text) throws InterruptedException {
        String frame = client.awaitFrameStartingWith("01");
        while (!frame.contains(hex(text))) {
            frame = client.awaitFrameStartingWith("01");
        }
        assertThat(frame).contains(hex(text));
    }

    /** A frame by which a client shows {@code {"at":"<text>"}}. */
    private static byte[] shows(int clientId, int clock, String text) {
        byte[] json = ("{\"at\":\"" + text + "\"}").getBytes(StandardCharsets.UTF_8);
        return HexFormat.of()
                .parseHex("01" + varUint(3 + varUint(json.length).length() / 2 + json.length) + "01" + varUint(clientId)
                        + varUint(clock) + varUint(json.length) + HexFormat.of().formatHex(json));
    }

    private static String varUint(int number) {
        return number < 0x80
                ? "%02x".formatted(number)
                : "%02x".formatted(0x80 | number & 0x7f) + varUint(number >>> 7);
    }

    private RawClient join(WeftProcess server, String token) throws InterruptedException {
        URI sockets = server.address().resolve("/yjs/" + room + "?token=" + token);
        RawClient client = new RawClient(URI.create(sockets.toString().replaceFirst("^http", "ws")));
        client.send(STEP_1);
        client.awaitFrameStartingWith("00 01");
        return client;
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
