package dev.weft.api.socket;

import dev.weft.api.auth.Authenticator;
import dev.weft.api.problem.ProblemWriter;
import dev.weft.engine.host.DocumentHosts;
import dev.weft.engine.join.Joining;
import java.util.List;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;

/** The sockets of y-websocket clients and the addresses they are found at. */
public final class YjsSockets implements WebSocketConfigurer {

    private final YjsEndpoint endpoint;
    private final YjsHandshake handshake;

    /** @param allowedOrigins patterns of pages that browsers may open sockets from besides our own */
    public YjsSockets(
            Authenticator authenticator,
            Joining joining,
            DocumentHosts hosts,
            SocketLimits limits,
            List<String> allowedOrigins,
            ProblemWriter problems) {
        this.endpoint = new YjsEndpoint(hosts, limits);
        this.handshake = new YjsHandshake(authenticator, joining, allowedOrigins, problems);
    }

    @Override
    public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
        registry.addHandler(endpoint, JoinParameters.PREFIX + "**")
                .setAllowedOriginPatterns("*") // the handshake refuses foreign pages itself, with a reason
                .addInterceptors(handshake);
    }
}
