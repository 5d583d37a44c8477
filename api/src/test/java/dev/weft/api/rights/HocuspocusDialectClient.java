package dev.weft.api.rights;

import dev.weft.api.socket.RawClient;
import dev.weft.lib0.ByteWriter;
import dev.weft.sync.awareness.AwarenessLimits;
import dev.weft.sync.hocuspocus.HocuspocusFrame;
import dev.weft.sync.hocuspocus.HocuspocusMessage;
import java.net.URI;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dialect of Hocuspocus providers: the token comes in a frame, and the answer to it tells the reason. */
final class HocuspocusDialectClient implements Dialect {

    private static final byte AUTH = 2;
    private static final byte TOKEN = 0;
    private static final byte STATELESS = 5;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final int port;

    HocuspocusDialectClient(int port) {
        this.port = port;
    }

    @Override
    public boolean carriesRequests() {
        return true;
    }

    @Override
    public Answer join(@Nullable String token, String project, UUID workflow, String action, @Nullable String version) {
        String document = "workflow:" + workflow + (version == null ? "" : ":v" + version);
        RawClient client = new RawClient(
                URI.create("ws://127.0.0.1:" + port + "/hocuspocus?project_id=" + project + "&action=" + action));
        byte[] address = addressed(document, new byte[0]);
        ByteWriter auth = new ByteWriter();
        auth.writeVarUint(AUTH);
        auth.writeVarUint(TOKEN);
        auth.writeString(token == null ? "" : token);
        client.send(addressed(document, auth.toByteArray()));
        String prefix = HexFormat.of().formatHex(address);
        return switch (answerTo(client, prefix + "02")) {
            case HocuspocusMessage.Authenticated authenticated ->
                new Answer.Joined(new JoinedClient(
                        client,
                        prefix,
                        frame -> addressed(document, frame),
                        event -> replyTo(event, client, document, prefix)));
            case HocuspocusMessage.PermissionDenied(String reason) -> {
                client.close();
                yield new Answer.Refused(reason.contains("token") ? "unauthenticated" : Reasons.word(reason));
            }
            case HocuspocusMessage other -> throw new AssertionError("answer to a token: " + other);
        };
    }

    private static HocuspocusMessage answerTo(RawClient client, String start) {
        try {
            byte[] frame = HexFormat.of().parseHex(client.awaitFrameStartingWith(start));
            return HocuspocusFrame.decodeFromServer(frame, AwarenessLimits.DEFAULT)
                    .message();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode replyTo(String event, RawClient client, String document, String prefix)
            throws InterruptedException {
        ByteWriter request = new ByteWriter();
        request.writeVarUint(STATELESS);
        request.writeString("{\"id\":1,\"event\":\"" + event + "\",\"payload\":{}}");
        client.send(addressed(document, request.toByteArray()));
        JsonNode message;
        do {
            message = JSON.readTree(statelessIn(client.awaitFrameStartingWith(prefix + "05")));
        } while (!message.has("id"));
        return message;
    }

    private static String statelessIn(String frame) {
        byte[] bytes = HexFormat.of().parseHex(frame);
        return switch (HocuspocusFrame.decodeFromServer(bytes, AwarenessLimits.DEFAULT)
                .message()) {
            case HocuspocusMessage.Stateless(String payload) -> payload;
            case HocuspocusMessage other -> throw new AssertionError("expected a stateless message: " + other);
        };
    }

    private static byte[] addressed(String document, byte[] message) {
        ByteWriter frame = new ByteWriter();
        frame.writeString(document);
        frame.writeBytes(message);
        return frame.toByteArray();
    }
}
