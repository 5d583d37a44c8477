package dev.weft.api.auth;

import com.nimbusds.jose.KeySourceException;
import dev.weft.engine.access.Principal;
import dev.weft.engine.access.Profile;
import dev.weft.engine.access.Role;
import dev.weft.engine.workflow.ProjectId;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidationException;

/** Believes tokens that somebody trusted has signed, for this server, and for now. The principal's id is the claim {@code sub}. */
public final class JwtTokens implements Authenticator {

    static final int LONGEST_ID = 255;

    /** No token is so long, and a decoder should not have to look. */
    private static final int LONGEST_TOKEN = 16 * 1024;

    private final JwtSettings settings;
    private final JwtDecoder decoder;

    private JwtTokens(JwtSettings settings, JwtDecoder decoder) {
        this.settings = settings;
        this.decoder = decoder;
    }

    /**
     * Prepares to verify tokens.
     *
     * @throws IllegalArgumentException that says which setting is missing or wrong
     */
    public static JwtTokens of(JwtSettings settings, Clock clock) {
        String defect = settings.defect();
        if (defect != null) {
            throw new IllegalArgumentException(defect);
        }
        return new JwtTokens(settings, JwtDecoders.of(settings, clock));
    }

    @Override
    public Caller authenticate(@Nullable String token) {
        if (token == null || token.isEmpty()) {
            throw new UnauthenticatedException("no token given, expected one in Authorization: Bearer or in the query");
        }
        if (token.length() > LONGEST_TOKEN) {
            throw new UnauthenticatedException("token is longer than " + LONGEST_TOKEN + " characters");
        }
        Jwt jwt = verified(token);
        Instant expiresAt = Objects.requireNonNull(jwt.getExpiresAt(), "validated");
        return new Caller(
                new Principal(jwt.getSubject(), profileOf(jwt), rolesIn(jwt), isSupport(jwt)),
                expiresAt.plus(settings.clockSkew()));
    }

    @Override
    public Optional<ProjectId> defaultProject() {
        return Optional.empty();
    }

    private Jwt verified(String token) {
        try {
            return decoder.decode(token);
        } catch (JwtValidationException e) {
            throw new UnauthenticatedException("token is not valid: "
                    + e.getErrors().stream()
                            .map(OAuth2Error::getDescription)
                            .findFirst()
                            .orElse("expected one that is"));
        } catch (JwtDecoderInitializationException e) {
            throw keysUnavailable(e);
        } catch (JwtException e) {
            if (e.getCause() instanceof KeySourceException) {
                throw keysUnavailable(e);
            }
            throw new UnauthenticatedException("token can't be verified: expected a JWT signed by a key of the issuer");
        }
    }

    private static AuthenticationUnavailableException keysUnavailable(RuntimeException cause) {
        return new AuthenticationUnavailableException("the keys that tokens are signed by can't be fetched now", cause);
    }

    private Profile profileOf(Jwt jwt) {
        return new Profile(shortText(jwt, settings.nameClaim()), shortText(jwt, settings.emailClaim()));
    }

    private static @Nullable String shortText(Jwt jwt, String claim) {
        return jwt.getClaims().get(claim) instanceof String text
                        && !text.isBlank()
                        && text.length() <= Profile.MOST_CHARACTERS
                ? text
                : null;
    }

    private boolean isSupport(Jwt jwt) {
        return !settings.supportClaim().isBlank()
                && Boolean.TRUE.equals(jwt.getClaims().get(settings.supportClaim()));
    }

    /** What isn't a role of ours is somebody else's, and passed over. */
    private Map<ProjectId, Role> rolesIn(Jwt jwt) {
        Map<ProjectId, Role> roles = new HashMap<>();
        if (!settings.rolesClaim().isBlank()) {
            switch (jwt.getClaims().get(settings.rolesClaim())) {
                case Map<?, ?> byProject -> byProject.forEach((project, role) -> add(roles, project, role));
                case List<?> pairs ->
                    pairs.forEach(pair -> {
                        String text = String.valueOf(pair);
                        int colon = text.indexOf(':');
                        if (colon > 0) {
                            add(roles, text.substring(0, colon), text.substring(colon + 1));
                        }
                    });
                case null, default -> {}
            }
        }
        return roles;
    }

    private static void add(Map<ProjectId, Role> roles, Object project, Object role) {
        ProjectId.parse(String.valueOf(project))
                .ifPresent(id -> Role.parse(String.valueOf(role)).ifPresent(parsed -> roles.put(id, parsed)));
    }
}
