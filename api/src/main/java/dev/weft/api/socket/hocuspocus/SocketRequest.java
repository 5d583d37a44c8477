package dev.weft.api.socket.hocuspocus;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the request for a socket said about all documents on it.
 *
 * @param parameters {@code project_id}, {@code action}, {@code session}, {@code tool}, as far as given
 * @param token for documents whose provider sends none
 */
public record SocketRequest(
        Map<String, String> parameters, @Nullable String token, String traceId) {
    public SocketRequest {
        parameters = Map.copyOf(parameters);
    }
}
