package dev.weft.api.rights;

import dev.weft.api.socket.RawClient;
import dev.weft.api.socket.UpgradeRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The dialect of y-websocket: it refuses before the upgrade. */
final class YjsDialectClient implements Dialect {

    private final int port;

    YjsDialectClient(int port) {
        this.port = port;
    }

    @Override
    public boolean carriesRequests() {
        return false;
    }

    @Override
    public Answer join(@Nullable String token, String project, UUID workflow, String action, @Nullable String version) {
        String path = "/yjs/" + workflow + (version == null ? "" : "/v" + version) + "?project_id=" + project
                + "&action=" + action + (token == null ? "" : "&token=" + token);
        UpgradeRequest.Answer answer;
        try {
            answer = UpgradeRequest.send(port, path);
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
        return switch (answer.status()) {
            case 101 ->
                new Answer.Joined(new JoinedClient(
                        new RawClient(URI.create("ws://127.0.0.1:" + port + path)),
                        "",
                        UnaryOperator.identity(),
                        event -> {
                            throw new UnsupportedOperationException(event);
                        }));
            case 401 -> new Answer.Refused("unauthenticated");
            default -> new Answer.Refused(Reasons.word(answer.body()));
        };
    }
}
