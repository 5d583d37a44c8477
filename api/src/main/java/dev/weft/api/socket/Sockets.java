package dev.weft.api.socket;

import dev.weft.api.problem.ProblemWriter;
import java.util.List;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

/** The sockets of all dialects at their addresses. */
public final class Sockets implements WebSocketConfigurer {

    private final List<Dialect<?>> dialects;
    private final SocketLimits limits;
    private final SocketWatch watch;
    private final List<String> allowedOrigins;
    private final ProblemWriter problems;

    /** @param allowedOrigins patterns of pages that browsers may open sockets from besides our own */
    public Sockets(
            List<Dialect<?>> dialects,
            SocketLimits limits,
            SocketWatch watch,
            List<String> allowedOrigins,
            ProblemWriter problems) {
        this.dialects = List.copyOf(dialects);
        this.limits = limits;
        this.watch = watch;
        this.allowedOrigins = List.copyOf(allowedOrigins);
        this.problems = problems;
    }

    @Override
    public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
        dialects.forEach(dialect -> register(registry, dialect));
    }

    private <A> void register(WebSocketHandlerRegistry registry, Dialect<A> dialect) {
        DefaultHandshakeHandler upgrade = new DefaultHandshakeHandler(new UncompressedUpgrade());
        upgrade.setSupportedProtocols(dialect.subprotocols().toArray(String[]::new));
        registry.addHandler(new SocketEndpoint<>(dialect, limits, watch), dialect.path())
                .setHandshakeHandler(upgrade)
                .setAllowedOriginPatterns("*") // the handshake refuses foreign pages itself, with a reason
                .addInterceptors(new SocketHandshake<>(dialect, allowedOrigins, problems));
    }
}
