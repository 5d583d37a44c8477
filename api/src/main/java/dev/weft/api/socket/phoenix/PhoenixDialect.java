package dev.weft.api.socket.phoenix;

import dev.weft.api.auth.AuthenticationUnavailableException;
import dev.weft.api.auth.Caller;
import dev.weft.api.auth.RequestToken;
import dev.weft.api.auth.TokenExpiries;
import dev.weft.api.auth.UnauthenticatedException;
import dev.weft.api.problem.RequestRefusedException;
import dev.weft.api.room.RoomRequests;
import dev.weft.api.socket.Dialect;
import dev.weft.api.socket.Entrance;
import dev.weft.api.socket.FrameChannel;
import dev.weft.api.socket.SocketConnection;
import dev.weft.api.socket.SocketLimits;
import dev.weft.api.socket.TraceId;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The dialect of Phoenix channels: any number of documents on each socket, each in a channel that the client joins. Who asks is told by the request for the
 * socket: in its query, its header, or, as newer clients do, among its subprotocols.
 */
public final class PhoenixDialect implements Dialect<SocketRequest> {

    private static final String SUBPROTOCOL = "phoenix";
    private static final String TOKEN_SUBPROTOCOL = "base64url.bearer.phx.";
    private static final String SERIALIZER_VERSION = "2.0.0";

    private final Entrance entrance;
    private final RoomRequests requests;
    private final TokenExpiries expiries;
    private final SocketLimits limits;

    public PhoenixDialect(Entrance entrance, RoomRequests requests, TokenExpiries expiries, SocketLimits limits) {
        this.entrance = entrance;
        this.requests = requests;
        this.expiries = expiries;
        this.limits = limits;
    }

    @Override
    public String path() {
        return "/socket/websocket";
    }

    @Override
    public List<String> subprotocols() {
        return List.of(SUBPROTOCOL);
    }

    @Override
    public boolean hasHeartbeat() {
        return true;
    }

    @Override
    public SocketRequest admit(HttpServletRequest request) {
        String version = request.getParameter("vsn");
        if (version != null && !version.equals(SERIALIZER_VERSION)) {
            throw RequestRefusedException.badRequest("vsn is '" + version + "', expected " + SERIALIZER_VERSION);
        }
        return new SocketRequest(
                authenticate(request),
                request.getParameter("session"),
                request.getParameter("tool"),
                TraceId.of(request));
    }

    @Override
    public SocketConnection open(SocketRequest request, FrameChannel channel) {
        PhoenixConnection connection = new PhoenixConnection(request, entrance, requests, channel, limits);
        connection.endWith(expiries.await(request.caller(), connection::onTokenExpired));
        return connection;
    }

    private Caller authenticate(HttpServletRequest request) {
        try {
            String token = tokenInSubprotocols(request);
            return entrance.authenticate(token == null ? RequestToken.of(request) : token);
        } catch (UnauthenticatedException refusal) {
            throw RequestRefusedException.of(refusal);
        } catch (AuthenticationUnavailableException e) {
            throw RequestRefusedException.of(e);
        }
    }

    private static @Nullable String tokenInSubprotocols(HttpServletRequest request) {
        return Collections.list(request.getHeaders("Sec-WebSocket-Protocol")).stream()
                .flatMap(header -> Stream.of(header.split(",")))
                .map(String::strip)
                .filter(offered -> offered.startsWith(TOKEN_SUBPROTOCOL))
                .map(offered -> decoded(offered.substring(TOKEN_SUBPROTOCOL.length())))
                .findFirst()
                .orElse(null);
    }

    private static String decoded(String base64Url) {
        try {
            return new String(Base64.getUrlDecoder().decode(base64Url), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw RequestRefusedException.badRequest(
                    "the token among the subprotocols is not base64url: " + e.getMessage());
        }
    }
}
