package dev.weft.api.serve;

import dev.weft.api.auth.Authenticator;
import dev.weft.api.auth.TokenExpiries;
import dev.weft.api.problem.ProblemWriter;
import dev.weft.api.room.RoomBroadcasts;
import dev.weft.api.room.RoomRequests;
import dev.weft.api.socket.ConnectionBuffers;
import dev.weft.api.socket.Dialect;
import dev.weft.api.socket.Entrance;
import dev.weft.api.socket.SocketLimits;
import dev.weft.api.socket.SocketWatch;
import dev.weft.api.socket.Sockets;
import dev.weft.api.socket.hocuspocus.HocuspocusDialect;
import dev.weft.api.socket.phoenix.PhoenixDialect;
import dev.weft.api.socket.yjs.YjsDialect;
import dev.weft.engine.Engine;
import dev.weft.engine.access.ProjectAccess;
import dev.weft.engine.request.UniqueNames;
import dev.weft.sync.awareness.AwarenessLimits;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
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
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> connectionBuffers() {
        return factory -> factory.addConnectorCustomizers(new ConnectionBuffers());
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
                limits.framesPerSecond(),
                limits.documentsPerSocket(),
                limits.openRequests(),
                limits.heldFrames(),
                limits.held().toBytes(),
                limits.unauthenticated(),
                limits.silence(),
                SEND_TIMEOUT);
    }

    @Bean
    Entrance entrance(Authenticator authenticator, Engine engine, ProjectAccess access) {
        return new Entrance(authenticator, engine.joining(), engine.hosts(), access);
    }

    @Bean
    YjsDialect yjsDialect(Entrance entrance, TokenExpiries expiries, SocketLimits limits) {
        return new YjsDialect(entrance, expiries, limits);
    }

    @Bean
    RoomRequests roomRequests(Engine engine, ProjectAccess access, UniqueNames names) {
        return new RoomRequests(engine, access, names, new RoomBroadcasts());
    }

    @Bean
    HocuspocusDialect hocuspocusDialect(
            Entrance entrance, RoomRequests requests, TokenExpiries expiries, SocketLimits limits) {
        return new HocuspocusDialect(entrance, requests, expiries, limits);
    }

    @Bean
    PhoenixDialect phoenixDialect(
            Entrance entrance, RoomRequests requests, TokenExpiries expiries, SocketLimits limits) {
        return new PhoenixDialect(entrance, requests, expiries, limits);
    }

    @Bean
    SocketWatch socketWatch(SocketLimits limits) {
        return new SocketWatch(limits);
    }

    @Bean
    Sockets sockets(
            List<Dialect<?>> dialects,
            SocketLimits limits,
            SocketWatch watch,
            WeftSettings settings,
            ProblemWriter problems) {
        return new Sockets(dialects, limits, watch, settings.allowedOrigins(), problems);
    }
}
