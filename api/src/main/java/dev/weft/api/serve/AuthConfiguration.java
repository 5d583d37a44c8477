package dev.weft.api.serve;

import dev.weft.api.auth.Authenticator;
import dev.weft.api.auth.DevTokens;
import dev.weft.api.auth.JwtTokens;
import dev.weft.api.auth.TokenExpiries;
import dev.weft.engine.access.RoleSource;
import java.net.InetAddress;
import java.time.Clock;
import java.time.InstantSource;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who is who, and where roles come from. */
@Configuration(proxyBeanMethods = false)
class AuthConfiguration {

    @Bean
    Authenticator authenticator(WeftSettings settings, ServerProperties server) {
        return switch (settings.auth().mode()) {
            case JWT -> jwtTokens(settings);
            case DEV -> devTokens(server);
        };
    }

    private static JwtTokens jwtTokens(WeftSettings settings) {
        try {
            return JwtTokens.of(settings.auth().jwt(), Clock.systemUTC());
        } catch (IllegalArgumentException e) {
            throw new CannotStartException(
                    String.valueOf(e.getMessage()),
                    "docs/roles-and-tokens.md has an example. To try Weft on this machine set weft.auth.mode=dev, as ./weft serve does.");
        }
    }

    private static DevTokens devTokens(ServerProperties server) {
        InetAddress bind = server.getAddress();
        if (bind == null || !bind.isLoopbackAddress()) {
            throw new CannotStartException(
                    "weft.auth.mode is dev, which believes every token, and server.address is "
                            + (bind == null ? "every address" : bind.getHostAddress())
                            + ", expected a loopback address",
                    "Bind to 127.0.0.1 (--bind 127.0.0.1) or use another auth mode.");
        }
        return new DevTokens();
    }

    @Bean
    RoleSource roleSource(WeftSettings settings) {
        return switch (settings.auth().mode()) {
            case JWT -> settings.auth().jwt().rolesClaim().isBlank() ? RoleSource.MEMBERSHIPS : RoleSource.CLAIMS;
            case DEV -> RoleSource.MEMBERSHIPS_OR_CLAIMS;
        };
    }

    @Bean
    TokenExpiries tokenExpiries() {
        return new TokenExpiries(InstantSource.system());
    }
}
