package dev.weft.api.socket.yjs;

import dev.weft.api.auth.AuthenticationUnavailableException;
import dev.weft.api.auth.Authenticator;
import dev.weft.api.auth.Caller;
import dev.weft.api.auth.RequestToken;
import dev.weft.api.auth.TokenExpiries;
import dev.weft.api.auth.UnauthenticatedException;
import dev.weft.api.problem.RequestRefusedException;
import dev.weft.api.socket.Dialect;
import dev.weft.api.socket.FrameChannel;
import dev.weft.api.socket.JoinParameters;
import dev.weft.api.socket.SocketConnection;
import dev.weft.api.socket.SocketLimits;
import dev.weft.api.socket.TraceId;
import dev.weft.engine.host.Admission;
import dev.weft.engine.host.DocumentHosts;
import dev.weft.engine.join.JoinOutcome;
import dev.weft.engine.join.JoinRequest;
import dev.weft.engine.join.Joining;
import dev.weft.engine.workflow.SessionId;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.UUID;

/**
 * The dialect of y-websocket: one document on each socket, named by its address, {@code /yjs/{workflowId}[/v{N}]}. A client joins before the upgrade: who
 * is it, what does the address ask for, may they, is it there.
 */
public final class YjsDialect implements Dialect<YjsDialect.Admitted> {

    private static final String PREFIX = "/yjs/";

    private final Authenticator authenticator;
    private final TokenExpiries expiries;
    private final Joining joining;
    private final DocumentHosts hosts;
    private final SocketLimits limits;

    public YjsDialect(
            Authenticator authenticator,
            TokenExpiries expiries,
            Joining joining,
            DocumentHosts hosts,
            SocketLimits limits) {
        this.authenticator = authenticator;
        this.expiries = expiries;
        this.joining = joining;
        this.hosts = hosts;
        this.limits = limits;
    }

    /** Who may enter what, and until when. */
    record Admitted(Admission admission, Caller caller) {}

    @Override
    public String path() {
        return PREFIX + "**";
    }

    @Override
    public Admitted admit(HttpServletRequest request) {
        Caller caller = authenticate(request);
        JoinParameters parameters = parametersOf(request);
        JoinOutcome outcome = joining.join(new JoinRequest(
                parameters.workflowId(),
                parameters.projectId(),
                parameters.action(),
                null,
                caller.principal(),
                parameters
                        .session()
                        .orElseGet(() -> new SessionId(UUID.randomUUID().toString())),
                parameters.tool(),
                TraceId.of(request)));
        Admission admission = switch (outcome) {
            case JoinOutcome.Joined joined -> joined.admission();
            case JoinOutcome.Refused refused -> throw RequestRefusedException.of(refused.reason());
        };
        if (parameters.version().isPresent()) {
            // Only a save makes versions, and there is no save yet.
            throw RequestRefusedException.notFound(
                    "snapshot version " + parameters.version().getAsInt() + " not found");
        }
        return new Admitted(admission, caller);
    }

    @Override
    public SocketConnection open(Admitted admitted, FrameChannel channel) {
        YjsConnection connection = new YjsConnection(channel, limits);
        connection.enter(hosts, admitted.admission(), admitted.caller(), expiries);
        return connection;
    }

    private Caller authenticate(HttpServletRequest request) {
        try {
            return authenticator.authenticate(RequestToken.of(request));
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
                authenticator.defaultProject());
    }
}
