package dev.weft.api.rights;

import dev.weft.api.socket.RawClient;
import dev.weft.api.socket.UpgradeRequest;
import dev.weft.sync.phoenix.PhoenixPush;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dialect of Phoenix channels: the token opens the socket, and the reply to a join tells the reason. */
final class PhoenixDialectClient implements Dialect {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final int port;

    PhoenixDialectClient(int port) {
        this.port = port;
    }

    @Override
    public boolean carriesRequests() {
        return true;
    }

    @Override
    public Answer join(@Nullable String token, String project, UUID workflow, String action, @Nullable String version) {
        String path = "/socket/websocket?vsn=2.0.0" + (token == null ? "" : "&token=" + token);
        try {
            int status = UpgradeRequest.send(port, path).status();
            if (status != 101) {
                return new Answer.Refused(status == 401 || status == 403 ? "unauthenticated" : "status " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
        String topic = "workflow:collaborate:" + workflow + (version == null ? "" : ":v" + version);
        RawClient client = new RawClient(URI.create("ws://127.0.0.1:" + port + path));
        client.sendText("[\"1\",\"1\",\"" + topic + "\",\"phx_join\",{\"project_id\":\"" + project + "\",\"action\":\""
                + action + "\"}]");
        JsonNode reply = replyIn(client, "1").get(4);
        if (reply.at("/status").asString().equals("ok")) {
            return new Answer.Joined(new JoinedClient(
                    client,
                    prefixOf(topic),
                    frame -> new PhoenixPush("1", "2", topic, "yjs", frame).encode(),
                    event -> {
                        client.sendText("[\"1\",\"3\",\"" + topic + "\",\"" + event + "\",{}]");
                        return replyIn(client, "3").get(4);
                    }));
        }
        client.close();
        return new Answer.Refused(Reasons.word(reply.at("/response/reason").asString()));
    }

    private static JsonNode replyIn(RawClient client, String reference) {
        try {
            JsonNode message;
            do {
                message = JSON.readTree(client.awaitText("phx_reply"));
            } while (!message.get(1).asString().equals(reference));
            return message;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Of a push from the server: kind, three lengths, three texts. */
    private static String prefixOf(String topic) {
        byte[] topicBytes = topic.getBytes(StandardCharsets.UTF_8);
        return "0001" + HexFormat.of().toHexDigits((byte) topicBytes.length) + "03" + "31"
                + HexFormat.of().formatHex(topicBytes) + "796a73";
    }
}
