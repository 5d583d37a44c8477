package dev.weft.api.serve;

import dev.weft.api.auth.Authenticator;
import dev.weft.api.problem.ProblemWriter;
import dev.weft.api.socket.SocketLimits;
import dev.weft.api.socket.YjsSockets;
import dev.weft.engine.Engine;
import dev.weft.sync.awareness.AwarenessLimits;
import java.time.Duration;
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
    YjsSockets yjsSockets(Authenticator authenticator, Engine engine, WeftSettings settings, ProblemWriter problems) {
        WeftSettings.Limits limits = settings.limits();
        SocketLimits socketLimits = new SocketLimits(
                Math.toIntExact(limits.frame().toBytes()),
                limits.malformedFrames(),
                new AwarenessLimits(
                        2 * limits.participants(),
                        Math.toIntExact(limits.awareness().toBytes())),
                SEND_TIMEOUT);
        return new YjsSockets(
                authenticator, engine.joining(), engine.hosts(), socketLimits, settings.allowedOrigins(), problems);
    }
}
