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

/** The dialect of Hocuspocus providers: the token comes in a frame, and the answer to it tells the reason. */
final class HocuspocusDialectClient implements Dialect {

    private static final byte AUTH = 2;
    private static final byte TOKEN = 0;

    private final int port;

    HocuspocusDialectClient(int port) {
        this.port = port;
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
                new Answer.Joined(new JoinedClient(client, prefix, frame -> addressed(document, frame)));
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

    private static byte[] addressed(String document, byte[] message) {
        ByteWriter frame = new ByteWriter();
        frame.writeString(document);
        frame.writeBytes(message);
        return frame.toByteArray();
    }
}
