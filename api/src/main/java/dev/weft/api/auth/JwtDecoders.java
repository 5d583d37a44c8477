package dev.weft.api.auth;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.ConfigurableJWTProcessor;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.web.client.RestOperations;
import org.springframework.web.client.RestTemplate;

/** Spring Security's verification of tokens, as the settings want it: signature by an asymmetric key, issuer, audience, times, a subject. */
final class JwtDecoders {

    /** For keys and what an issuer tells of itself. */
    private static final Duration HTTP_TIMEOUT = Duration.ofSeconds(5);

    /** No secret is ever shared with an issuer, so a public key can't be passed off as one. */
    private static final Set<SignatureAlgorithm> ALGORITHMS = Set.of(SignatureAlgorithm.values());

    private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

    private JwtDecoders() {}

    /** @throws IllegalArgumentException if the keys on disk can't be read; those elsewhere are fetched when first needed */
    static JwtDecoder of(JwtSettings settings, Clock clock) {
        OAuth2TokenValidator<Jwt> validator = validator(settings, clock);
        Path keyFile = settings.keyFile();
        if (keyFile != null) {
            return validating(
                    NimbusJwtDecoder.withJwkSource(KeyFile.source(KeyFile.read(keyFile)))
                            .jwsAlgorithms(algorithms -> algorithms.addAll(ALGORITHMS))
                            .jwtProcessorCustomizer(JwtDecoders::allowAccessTokens)
                            .build(),
                    validator);
        }
        if (!settings.jwkSetUri().isBlank()) {
            return validating(
                    NimbusJwtDecoder.withJwkSetUri(settings.jwkSetUri())
                            .jwsAlgorithms(algorithms -> algorithms.addAll(ALGORITHMS))
                            .validateType(false)
                            .jwtProcessorCustomizer(JwtDecoders::allowAccessTokens)
                            .restOperations(http())
                            .build(),
                    validator);
        }
        return new SupplierJwtDecoder(() -> validating(
                NimbusJwtDecoder.withIssuerLocation(settings.issuerUri())
                        .validateType(false)
                        .jwtProcessorCustomizer(JwtDecoders::allowAccessTokens)
                        .restOperations(http())
                        .build(),
                validator));
    }

    private static JwtDecoder validating(NimbusJwtDecoder decoder, OAuth2TokenValidator<Jwt> validator) {
        decoder.setJwtValidator(validator);
        return decoder;
    }

    /** {@code typ} is absent, JWT, or that of RFC 9068. */
    private static void allowAccessTokens(ConfigurableJWTProcessor<SecurityContext> processor) {
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, ACCESS_TOKEN, null));
    }

    private static RestOperations http() {
        SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout(HTTP_TIMEOUT);
        requests.setReadTimeout(HTTP_TIMEOUT);
        return new RestTemplate(requests);
    }

    private static OAuth2TokenValidator<Jwt> validator(JwtSettings settings, Clock clock) {
        JwtTimestampValidator times = new JwtTimestampValidator(settings.clockSkew());
        times.setAllowEmptyExpiryClaim(false);
        times.setClock(clock);
        List<OAuth2TokenValidator<Jwt>> validators = new ArrayList<>();
        validators.add(times);
        validators.add(jwt -> valid(
                jwt.getAudience() != null && jwt.getAudience().stream().anyMatch(settings.audience()::contains),
                "aud names none of " + settings.audience()));
        validators.add(jwt -> valid(isPrincipalId(jwt.getSubject()), "sub is missing or no id of a principal"));
        if (!settings.issuerUri().isBlank()) {
            validators.add(new JwtIssuerValidator(settings.issuerUri()));
        }
        return new DelegatingOAuth2TokenValidator<>(validators);
    }

    private static boolean isPrincipalId(@Nullable String subject) {
        return subject != null
                && !subject.isBlank()
                && subject.length() <= JwtTokens.LONGEST_ID
                && Objects.requireNonNull(subject).chars().noneMatch(Character::isISOControl);
    }

    private static OAuth2TokenValidatorResult valid(boolean isValid, String otherwise) {
        return isValid
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token", otherwise, null));
    }
}
