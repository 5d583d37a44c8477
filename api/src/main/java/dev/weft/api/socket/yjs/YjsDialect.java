package dev.weft.api.socket.yjs;

import dev.weft.api.auth.AuthenticationUnavailableException;
import dev.weft.api.auth.Caller;
import dev.weft.api.auth.RequestToken;
import dev.weft.api.auth.TokenExpiries;
import dev.weft.api.auth.UnauthenticatedException;
import dev.weft.api.problem.RequestRefusedException;
import dev.weft.api.socket.Dialect;
import dev.weft.api.socket.Entrance;
import dev.weft.api.socket.FrameChannel;
import dev.weft.api.socket.JoinParameters;
import dev.weft.api.socket.SocketConnection;
import dev.weft.api.socket.SocketLimits;
import dev.weft.api.socket.TraceId;
import dev.weft.engine.host.Admission;
import dev.weft.engine.join.JoinOutcome;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;

/**
 * The dialect of y-websocket: one document on each socket, named by its address, {@code /yjs/{workflowId}[/v{N}]}. A client joins before the upgrade: who
 * is it, what does the address ask for, may they, is it there.
 */
public final class YjsDialect implements Dialect<YjsDialect.Admitted> {

    private static final String PREFIX = "/yjs/";

    private final Entrance entrance;
    private final TokenExpiries expiries;
    private final SocketLimits limits;

    public YjsDialect(Entrance entrance, TokenExpiries expiries, SocketLimits limits) {
        this.entrance = entrance;
        this.expiries = expiries;
        this.limits = limits;
    }

    /** Who may enter what, and until when. */
    public record Admitted(Admission admission, Caller caller) {}

    @Override
    public String path() {
        return PREFIX + "**";
    }

    @Override
    public Admitted admit(HttpServletRequest request) {
        Caller caller = authenticate(request);
        JoinOutcome outcome = entrance.join(parametersOf(request), caller, TraceId.of(request));
        return switch (outcome) {
            case JoinOutcome.Joined joined -> new Admitted(joined.admission(), caller);
            case JoinOutcome.Refused refused -> throw RequestRefusedException.of(refused.reason());
        };
    }

    @Override
    public SocketConnection open(Admitted admitted, FrameChannel channel) {
        YjsConnection connection = new YjsConnection(channel, limits);
        connection.enter(entrance, admitted.admission(), admitted.caller(), expiries);
        return connection;
    }

    private Caller authenticate(HttpServletRequest request) {
        try {
            return entrance.authenticate(RequestToken.of(request));
        } catch (UnauthenticatedException refusal) {
            throw RequestRefusedException.of(refusal);
        } catch (AuthenticationUnavailableException e) {
            throw RequestRefusedException.of(e);
        }
    }

    private JoinParameters parametersOf(HttpServletRequest request) {
        String room = URI.create(request.getRequestURI()).getPath().substring(PREFIX.length());
        int slash = room.indexOf('/');
        return JoinParameters.of(
                slash < 0 ? room : room.substring(0, slash),
                slash < 0 ? null : room.substring(slash + 1),
                request::getParameter,
                entrance.defaultProject());
    }
}
