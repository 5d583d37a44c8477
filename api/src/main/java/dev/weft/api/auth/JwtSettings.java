package dev.weft.api.auth;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How signed tokens are verified and read, {@code weft.auth.jwt.…}. One source of keys and an audience must be given.
 *
 * @param issuerUri of an OpenID provider: where its keys are is asked of it, and {@code iss} must be this. With another source of keys beside it, only
 *     {@code iss} is checked
 * @param jwkSetUri address of a JWK set
 * @param keyFile public keys on disk: a JWK set, or PEM of one RSA or EC key; read at start
 * @param audience {@code aud} must name one of them
 * @param clockSkew how much clocks may differ
 * @param rolesClaim claim that carries roles, which then count instead of memberships: an object of roles by project id, or a list of
 *     {@code <project id>:<role>}; empty to keep memberships in our tables
 * @param supportClaim claim that is {@code true} for support staff; empty if there is no such claim
 * @param nameClaim shown to others in a document
 * @param emailClaim shown to others in a document
 */
public record JwtSettings(
        @DefaultValue("") String issuerUri,
        @DefaultValue("") String jwkSetUri,
        @Nullable Path keyFile,
        @DefaultValue List<String> audience,
        @DefaultValue("30s") Duration clockSkew,
        @DefaultValue("") String rolesClaim,
        @DefaultValue("") String supportClaim,
        @DefaultValue("name") String nameClaim,
        @DefaultValue("email") String emailClaim) {

    public JwtSettings {
        audience = audience.stream().filter(each -> !each.isBlank()).toList();
        if (clockSkew.isNegative() || clockSkew.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new IllegalArgumentException(
                    "weft.auth.jwt.clock-skew is " + clockSkew + ", expected a duration from 0s to 10m");
        }
    }

    /** What is missing or too much; null if nothing is. */
    @Nullable
    String defect() {
        if (!jwkSetUri.isBlank() && keyFile != null) {
            return "weft.auth.jwt.jwk-set-uri and weft.auth.jwt.key-file are both set, expected one source of keys";
        }
        if (issuerUri.isBlank() && jwkSetUri.isBlank() && keyFile == null) {
            return "weft.auth.mode is jwt, and nothing says which keys sign the tokens: expected weft.auth.jwt.issuer-uri,"
                    + " weft.auth.jwt.jwk-set-uri or weft.auth.jwt.key-file";
        }
        if (audience.isEmpty()) {
            return "weft.auth.mode is jwt, and weft.auth.jwt.audience is empty: expected what the aud claim of tokens for this"
                    + " server names";
        }
        return null;
    }
}
