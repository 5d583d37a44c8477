package dev.weft.api.serve;

import dev.weft.api.auth.Authenticator;
import dev.weft.api.auth.DevTokens;
import dev.weft.api.auth.TokenExpiries;
import dev.weft.engine.access.ProjectAccess;
import java.net.InetAddress;
import java.time.InstantSource;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who is who. */
@Configuration(proxyBeanMethods = false)
class AuthConfiguration {

    @Bean
    Authenticator authenticator(WeftSettings settings, ServerProperties server) {
        return switch (settings.auth().mode()) {
            case JWT ->
                throw new CannotStartException(
                        "weft.auth.mode is jwt, which this version does not have yet; it takes nobody in rather than everybody",
                        "To try Weft on this machine set weft.auth.mode=dev, as ./weft serve does.");
            case DEV -> {
                InetAddress bind = server.getAddress();
                if (bind == null || !bind.isLoopbackAddress()) {
                    throw new CannotStartException(
                            "weft.auth.mode is dev, which believes every token, and server.address is "
                                    + (bind == null ? "every address" : bind.getHostAddress())
                                    + ", expected a loopback address",
                            "Bind to 127.0.0.1 (--bind 127.0.0.1) or use another auth mode.");
                }
                yield new DevTokens();
            }
        };
    }

    @Bean
    TokenExpiries tokenExpiries() {
        return new TokenExpiries(InstantSource.system());
    }

    @Bean
    ProjectAccess projectAccess() {
        return ProjectAccess.ofClaims();
    }
}
