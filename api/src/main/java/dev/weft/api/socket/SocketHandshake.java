package dev.weft.api.socket;

import dev.weft.api.problem.ProblemWriter;
import dev.weft.api.problem.RequestRefusedException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.util.WebUtils;

/** Lets a dialect look at a request before the upgrade, so that a refusal is an ordinary HTTP answer. */
final class SocketHandshake<A> implements HandshakeInterceptor {

    private static final String ADMITTED = SocketHandshake.class.getName();
    private static final String TRACE_ID = TraceId.class.getName();

    private final Dialect<A> dialect;
    private final CorsConfiguration otherOrigins = new CorsConfiguration();
    private final ProblemWriter problems;

    SocketHandshake(Dialect<A> dialect, List<String> allowedOrigins, ProblemWriter problems) {
        this.dialect = dialect;
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
            HttpServletRequest servletRequest = ((ServletServerHttpRequest) request).getServletRequest();
            requireUpgrade(servletRequest);
            requireAllowedOrigin(request);
            attributes.put(ADMITTED, dialect.admit(servletRequest));
            attributes.put(TRACE_ID, TraceId.of(servletRequest));
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
    static <A> A admittedIn(Map<String, Object> attributes) {
        @SuppressWarnings("unchecked") // a dialect's endpoint and handshake are registered together
        A admitted = (A) attributes.get(ADMITTED);
        return admitted;
    }

    /** The trace of the request that opened the socket, and so of what is done on it. */
    static String traceIdIn(Map<String, Object> attributes) {
        return (String) attributes.get(TRACE_ID);
    }

    private void requireUpgrade(HttpServletRequest request) {
        if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            throw RequestRefusedException.upgradeRequired("this address is for WebSockets");
        }
    }

    private void requireAllowedOrigin(ServerHttpRequest request) {
        String origin = request.getHeaders().getOrigin();
        if (origin != null && !WebUtils.isSameOrigin(request) && otherOrigins.checkOrigin(origin) == null) {
            throw RequestRefusedException.forbidden(
                    "origin " + origin + " is not allowed, expected our own page or one of weft.allowed-origins");
        }
    }
}
