package dev.weft.api.socket;

import dev.weft.api.auth.AuthenticationUnavailableException;
import dev.weft.api.auth.Authenticator;
import dev.weft.api.auth.RequestToken;
import dev.weft.api.auth.UnauthenticatedException;
import dev.weft.api.problem.ProblemWriter;
import dev.weft.api.problem.RequestRefusedException;
import dev.weft.engine.access.Principal;
import dev.weft.engine.host.Admission;
import dev.weft.engine.join.JoinOutcome;
import dev.weft.engine.join.JoinRequest;
import dev.weft.engine.join.Joining;
import dev.weft.engine.workflow.SessionId;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.util.WebUtils;

/**
 * Joins before the upgrade, so that a refusal is an ordinary HTTP answer: who is it, what does the address ask for, may they, is it there.
 */
final class YjsHandshake implements HandshakeInterceptor {

    private static final String ADMISSION = Admission.class.getName();

    private final Authenticator authenticator;
    private final Joining joining;
    private final CorsConfiguration otherOrigins = new CorsConfiguration();
    private final ProblemWriter problems;

    YjsHandshake(Authenticator authenticator, Joining joining, List<String> allowedOrigins, ProblemWriter problems) {
        this.authenticator = authenticator;
        this.joining = joining;
        this.otherOrigins.setAllowedOriginPatterns(allowedOrigins);
        this.problems = problems;
    }

    @Override
    public boolean beforeHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            Map<String, Object> attributes)
            throws IOException {
        try {
            attributes.put(ADMISSION, admit(request));
            return true;
        } catch (RequestRefusedException refusal) {
            problems.write(refusal, response);
            return false;
        }
    }

    @Override
    public void afterHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            @Nullable Exception failure) {}

    /** What {@link #beforeHandshake} left for the socket that came of it. */
    static Admission admissionIn(Map<String, Object> attributes) {
        return (Admission) attributes.get(ADMISSION);
    }

    private Admission admit(ServerHttpRequest request) {
        HttpServletRequest servletRequest = ((ServletServerHttpRequest) request).getServletRequest();
        if (!"websocket".equalsIgnoreCase(servletRequest.getHeader("Upgrade"))) {
            throw RequestRefusedException.upgradeRequired("this address is for WebSockets of y-websocket clients");
        }
        String origin = request.getHeaders().getOrigin();
        if (origin != null && !WebUtils.isSameOrigin(request) && otherOrigins.checkOrigin(origin) == null) {
            throw RequestRefusedException.forbidden(
                    "origin " + origin + " is not allowed, expected our own page or one of weft.allowed-origins");
        }
        Principal principal = authenticate(servletRequest);
        JoinParameters parameters = JoinParameters.of(
                request.getURI().getPath(), servletRequest::getParameter, authenticator.defaultProject());
        JoinOutcome outcome = joining.join(new JoinRequest(
                parameters.workflowId(),
                parameters.projectId(),
                parameters.action(),
                principal,
                parameters
                        .session()
                        .orElseGet(() -> new SessionId(UUID.randomUUID().toString())),
                parameters.tool(),
                TraceId.of(servletRequest)));
        Admission admission = switch (outcome) {
            case JoinOutcome.Joined joined -> joined.admission();
            case JoinOutcome.Refused refused -> throw RequestRefusedException.of(refused.reason());
        };
        if (parameters.version().isPresent()) {
            // Only a save makes versions, and there is no save yet.
            throw RequestRefusedException.notFound(
                    "snapshot version " + parameters.version().getAsInt() + " not found");
        }
        return admission;
    }

    private Principal authenticate(HttpServletRequest request) {
        try {
            return authenticator.authenticate(RequestToken.of(request)).principal();
        } catch (UnauthenticatedException refusal) {
            throw RequestRefusedException.of(refusal);
        } catch (AuthenticationUnavailableException e) {
            throw RequestRefusedException.of(e);
        }
    }
}
