package dev.weft.api.serve;

import dev.weft.api.auth.Authenticator;
import dev.weft.api.auth.TokenExpiries;
import dev.weft.api.problem.ProblemWriter;
import dev.weft.api.socket.Dialect;
import dev.weft.api.socket.SocketLimits;
import dev.weft.api.socket.Sockets;
import dev.weft.api.socket.yjs.YjsDialect;
import dev.weft.engine.Engine;
import dev.weft.sync.awareness.AwarenessLimits;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import tools.jackson.databind.json.JsonMapper;

/** The sockets. */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class SocketConfiguration {

    /** A client that doesn't take one message in this time is dropped, and resyncs when it comes back. */
    private static final Duration SEND_TIMEOUT = Duration.ofSeconds(10);

    @Bean
    ProblemWriter problemWriter(JsonMapper json) {
        return new ProblemWriter(json);
    }

    @Bean
    SocketLimits socketLimits(WeftSettings settings) {
        WeftSettings.Limits limits = settings.limits();
        return new SocketLimits(
                Math.toIntExact(limits.frame().toBytes()),
                limits.malformedFrames(),
                new AwarenessLimits(
                        2 * limits.participants(),
                        Math.toIntExact(limits.awareness().toBytes())),
                SEND_TIMEOUT);
    }

    @Bean
    YjsDialect yjsDialect(Authenticator authenticator, TokenExpiries expiries, Engine engine, SocketLimits limits) {
        return new YjsDialect(authenticator, expiries, engine.joining(), engine.hosts(), limits);
    }

    @Bean
    Sockets sockets(List<Dialect<?>> dialects, SocketLimits limits, WeftSettings settings, ProblemWriter problems) {
        return new Sockets(dialects, limits, settings.allowedOrigins(), problems);
    }
}
