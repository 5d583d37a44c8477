package dev.weft.api.socket.hocuspocus;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The dialect of Hocuspocus providers 2 to 4: any number of documents on each socket, every frame addressed to one of them. Who asks is told on the open
 * socket, document by document, so that the handshake refuses next to nothing.
 */
public final class HocuspocusDialect implements Dialect<SocketRequest> {

    private static final List<String> PARAMETERS = List.of("project_id", "action", "session", "tool");

    private final Entrance entrance;
    private final RoomRequests requests;
    private final TokenExpiries expiries;
    private final SocketLimits limits;

    public HocuspocusDialect(Entrance entrance, RoomRequests requests, TokenExpiries expiries, SocketLimits limits) {
        this.entrance = entrance;
        this.requests = requests;
        this.expiries = expiries;
        this.limits = limits;
    }

    @Override
    public String path() {
        return "/hocuspocus";
    }

    @Override
    public SocketRequest admit(HttpServletRequest request) {
        Map<String, String> parameters = new HashMap<>();
        for (String name : PARAMETERS) {
            String value = request.getParameter(name);
            if (value != null) {
                parameters.put(name, value);
            }
        }
        try {
            return new SocketRequest(parameters, RequestToken.of(request), TraceId.of(request));
        } catch (UnauthenticatedException refusal) {
            throw RequestRefusedException.of(refusal);
        }
    }

    @Override
    public SocketConnection open(SocketRequest request, FrameChannel channel) {
        return new HocuspocusConnection(request, entrance, requests, expiries, channel, limits);
    }
}
