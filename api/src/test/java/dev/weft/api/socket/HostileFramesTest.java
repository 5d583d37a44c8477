package dev.weft.api.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.weft.api.auth.Caller;
import dev.weft.api.socket.hocuspocus.HocuspocusDialect;
import dev.weft.api.socket.phoenix.PhoenixDialect;
import dev.weft.api.socket.yjs.YjsDialect;
import dev.weft.crdt.Doc;
import dev.weft.engine.join.JoinOutcome;
import dev.weft.engine.workflow.JoinAction;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.sync.SyncMessage;
import dev.weft.sync.awareness.AwarenessLimits;
import dev.weft.sync.ywebsocket.YWebsocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Clients that send anything at all: frames at random, and frames that are nearly right. None of it escapes as an exception, and somebody else at the same
 * document edits as if nothing were.
 *
 * <p>{@code -Dframes=400000} for a long run, {@code -Dseed=…} for the run of a failure.
 */
@Timeout(1_800)
class HostileFramesTest {

    private static final int FRAMES = Integer.getInteger("frames", 8_000);
    private static final int FRAMES_PER_SOCKET = 100;
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final int MOST_OPEN_DOCUMENTS = 2;

    /** Malformed frames close no socket here, so that what comes after them is tried, too. */
    private static final SocketLimits PATIENT = new SocketLimits(
            LocalServer.LIMITS.frameBytes(),
            Integer.MAX_VALUE,
            LocalServer.LIMITS.awareness(),
            LocalServer.LIMITS.framesPerSecond(),
            LocalServer.LIMITS.documentsPerSocket(),
            LocalServer.LIMITS.openRequests(),
            LocalServer.LIMITS.heldFrames(),
            LocalServer.LIMITS.heldBytes(),
            LocalServer.LIMITS.unauthenticatedTime(),
            LocalServer.LIMITS.silence(),
            LocalServer.LIMITS.sendTimeout());

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final SplittableRandom random = new SplittableRandom(seed);
    private final LocalServer server = new LocalServer();
    private final WorkflowId workflow = new WorkflowId(new UUID(1, 1));

    enum Speaking {
        Y_WEBSOCKET,
        HOCUSPOCUS,
        PHOENIX
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void nobodyElseSeesAnythingOfIt(Speaking dialect) throws InterruptedException {
        LocalSocket witness = openYjs("witness:editor");
        witness.sendHex("00 00 01 00");
        witness.awaitStartingWith("00 00"); // the last of the answer

        int sent = 0;
        while (sent < FRAMES) {
            LocalSocket hostile = open(dialect);
            for (int i = 0; i < FRAMES_PER_SOCKET && hostile.closed() == null; i++) {
                attack(hostile, dialect);
                sent++;
            }
            hostile.breakOff();
            assertUnharmed(witness.rest());
        }

        assertThat(server.engine().hosts().openCount()).isLessThanOrEqualTo(MOST_OPEN_DOCUMENTS);
        String mine = "00 02 0f 01 01 89 a3 b7 4d 00 04 01 01 74 02 6869 00".replace(" ", "");
        witness.sendHex(mine);
        witness.awaitStartingWith(mine);
        assertThat(witness.closed()).isNull();
    }

    private void attack(LocalSocket hostile, Speaking dialect) {
        byte[] frame = nextFrame(dialect);
        boolean asText = dialect == Speaking.PHOENIX ? frame.length == 0 || frame[0] != 0 : random.nextInt(50) == 0;
        try {
            if (asText) {
                hostile.sendString(new String(frame, StandardCharsets.UTF_8));
            } else {
                hostile.sendBytes(frame);
            }
        } catch (RuntimeException | StackOverflowError | InterruptedException e) {
            fail("-Dseed=" + seed + ", " + dialect + " frame " + HexFormat.of().formatHex(frame), e);
        }
        hostile.rest();
    }

    /** What the hostile client may have got through is updates and awareness like anybody's. */
    private void assertUnharmed(List<String> received) {
        Doc doc = new Doc();
        for (String frame : received) {
            YWebsocketFrame decoded = YWebsocketFrame.decode(LocalSocket.bytes(frame), AwarenessLimits.DEFAULT);
            switch (decoded) {
                case YWebsocketFrame.Sync(SyncMessage.Update(byte[] update)) -> doc.applyUpdate(update);
                case YWebsocketFrame.Awareness awareness -> {}
                case YWebsocketFrame other -> fail("-Dseed=" + seed + ", the witness got " + other);
            }
        }
    }

    private byte[] nextFrame(Speaking dialect) {
        List<byte[]> goodFrames = goodFrames(dialect);
        return switch (random.nextInt(6)) {
            case 0 -> randomBytes();
            case 1 -> goodFrames.get(random.nextInt(goodFrames.size()));
            default -> mutated(goodFrames.get(random.nextInt(goodFrames.size())));
        };
    }

    private byte[] randomBytes() {
        byte[] frame = new byte[random.nextInt(64)];
        random.nextBytes(frame);
        return frame;
    }

    private byte[] mutated(byte[] frame) {
        byte[] mutant = frame.clone();
        for (int changes = random.nextInt(3); changes >= 0 && mutant.length > 0; changes--) {
            int at = random.nextInt(mutant.length);
            switch (random.nextInt(5)) {
                case 0 -> mutant[at] = (byte) random.nextInt(256);
                case 1 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> mutant[at] = (byte) 0xff;
                case 3 -> mutant = Arrays.copyOf(mutant, at);
                default -> mutant = Arrays.copyOf(mutant, mutant.length + random.nextInt(9));
            }
        }
        return mutant;
    }

    private List<byte[]> goodFrames(Speaking dialect) {
        Stream<String> yjs = Stream.of(
                "00 00 01 00",
                "00 00 05 02 02 01 01 01",
                "00 01 02 00 00",
                "00 02 0c 01 01 01 00 04 01 01 74 02 68 69 00",
                "00 02 05 00 01 01 01 00 01",
                "01 06 01 01 01 02 7b 7d",
                "01 08 01 01 02 04 6e 75 6c 6c",
                "03");
        return switch (dialect) {
            case Y_WEBSOCKET -> yjs.map(LocalSocket::bytes).toList();
            case HOCUSPOCUS ->
                Stream.concat(
                                yjs,
                                Stream.of(
                                        "02 00 03 61 3a 62",
                                        "02 00 00 05 34 2e 38 2e 30",
                                        "04 00 01 00",
                                        "05 22" + hex("{\"id\":1,\"event\":\"request_versions\"}"),
                                        "06 01 78",
                                        "07",
                                        "08 01"))
                        .map(message -> LocalSocket.bytes(string("workflow:" + workflow) + message))
                        .toList();
            case PHOENIX ->
                Stream.concat(
                                yjs.map(message -> LocalSocket.bytes(push(message))),
                                Stream.of(
                                                "[null,\"1\",\"phoenix\",\"heartbeat\",{}]",
                                                "[\"3\",\"5\",\"T\",\"get_context\",{}]",
                                                "[\"3\",\"6\",\"T\",\"validate_workflow_name\",{\"workflow\":{\"name\":\"x\"}}]",
                                                "[\"3\",\"7\",\"T\",\"start_applying_workflow\",{\"message_id\":\"m\"}]",
                                                "[\"3\",\"8\",\"T\",\"phx_leave\",{}]",
                                                join("3"),
                                                join("4"))
                                        .map(text -> text.replace("\"T\"", "\"" + topic() + "\""))
                                        .map(text -> text.getBytes(StandardCharsets.UTF_8)))
                        .toList();
        };
    }

    private LocalSocket open(Speaking dialect) throws InterruptedException {
        return switch (dialect) {
            case Y_WEBSOCKET -> openYjs("mallory:editor");
            case HOCUSPOCUS -> {
                LocalSocket socket = server.open(
                        new HocuspocusDialect(server.entrance(), server.requests(), server.expiries(), PATIENT),
                        new dev.weft.api.socket.hocuspocus.SocketRequest(
                                Map.of("action", "edit"), "mallory:editor", TRACE));
                socket.sendHex(string("workflow:" + workflow) + "02 00" + string("mallory:editor"));
                yield socket;
            }
            case PHOENIX -> {
                LocalSocket socket = server.open(
                        new PhoenixDialect(server.entrance(), server.requests(), server.expiries(), PATIENT),
                        new dev.weft.api.socket.phoenix.SocketRequest(
                                server.entrance().authenticate("mallory:editor"), null, null, TRACE));
                socket.sendString(join("3"));
                yield socket;
            }
        };
    }

    private LocalSocket openYjs(String token) {
        JoinParameters parameters = new JoinParameters(
                workflow, OptionalInt.empty(), demoProject(), JoinAction.OPEN, Optional.empty(), null);
        Caller caller = server.entrance().authenticate(token);
        JoinOutcome outcome = server.entrance().join(parameters, caller, TRACE);
        return server.open(
                new YjsDialect(server.entrance(), server.expiries(), PATIENT),
                new YjsDialect.Admitted(((JoinOutcome.Joined) outcome).admission(), caller));
    }

    private ProjectId demoProject() {
        return server.entrance().defaultProject().orElseThrow();
    }

    private String topic() {
        return "workflow:collaborate:" + workflow;
    }

    private String join(String ref) {
        return "[\"%s\",\"%s\",\"%s\",\"phx_join\",{\"project_id\":\"%s\",\"action\":\"edit\"}]"
                .formatted(ref, ref, topic(), demoProject());
    }

    private String push(String yjsFrame) {
        return "00 01 01" + "%02x".formatted(topic().length()) + "03" + hex("3") + hex("9") + hex(topic()) + hex("yjs")
                + yjsFrame;
    }

    private static String string(String text) {
        return "%02x".formatted(text.length()) + hex(text);
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
