package dev.weft.api.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.weft.engine.access.Profile;
import dev.weft.engine.access.Role;
import dev.weft.engine.workflow.ProjectId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class JwtTokensTest {

    private static final TokenIssuer ISSUER = new TokenIssuer();
    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final ProjectId PROJECT = new ProjectId(UUID.fromString("22222222-0000-4000-8000-000000000001"));

    @TempDir
    private Path folder;

    private Authenticator tokens;

    @BeforeEach
    void readKeys() throws IOException {
        tokens = tokensOf("", ISSUER.writePem(folder.resolve("public.pem")), "");
    }

    @Test
    void signedTokenTellsWhoIsCallingAndUntilWhen() {
        Instant expiry = Instant.now().plusSeconds(60).truncatedTo(java.time.temporal.ChronoUnit.SECONDS);

        Caller caller = tokens.authenticate(ISSUER.token(
                "u-1",
                claims -> claims.claim("name", "Ada")
                        .claim("email", "ada@example.org")
                        .expirationTime(Date.from(expiry))));

        assertThat(caller.principal().id()).isEqualTo("u-1");
        assertThat(caller.principal().profile()).isEqualTo(new Profile("Ada", "ada@example.org"));
        assertThat(caller.principal().claimedRoles()).isEmpty();
        assertThat(caller.principal().isSupport()).isFalse();
        assertThat(caller.expiresAt()).isEqualTo(expiry.plus(SKEW));
        assertThat(caller.toString()).doesNotContain("Ada").doesNotContain("example.org");
    }

    static Stream<Arguments> badClaims() {
        Instant now = Instant.now();
        return Stream.of(
                bad("expired", claims -> claims.expirationTime(Date.from(now.minusSeconds(60)))),
                bad("exp", claims -> claims.expirationTime(null)),
                bad("used before", claims -> claims.notBeforeTime(Date.from(now.plusSeconds(60)))),
                bad("aud", claims -> claims.audience("somebody else")),
                bad("aud", claims -> claims.audience((String) null)),
                bad("sub", claims -> claims.subject(null)),
                bad("sub", claims -> claims.subject(" ")),
                bad("sub", claims -> claims.subject("a\nb")),
                bad("sub", claims -> claims.subject("x".repeat(256))));
    }

    private static Arguments bad(String told, Consumer<JWTClaimsSet.Builder> change) {
        return Arguments.of(told, change);
    }

    @ParameterizedTest
    @MethodSource("badClaims")
    void tokenThatIsNotForUsOrNotForNowIsRefusedWithTheReason(String told, Consumer<JWTClaimsSet.Builder> change) {
        assertThatThrownBy(() -> tokens.authenticate(ISSUER.token("u-1", change)))
                .isInstanceOf(UnauthenticatedException.class)
                .hasMessageContaining(told);
    }

    @Test
    void clocksMayDifferALittle() {
        String justExpired = ISSUER.token(
                "u-1", claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(5))));

        assertThat(tokens.authenticate(justExpired).principal().id()).isEqualTo("u-1");
    }

    @Test
    void issuerIsCheckedWhereItIsConfigured() throws IOException {
        Authenticator ofIssuer = tokensOf("https://id.example.org", ISSUER.writePem(folder.resolve("public.pem")), "");

        assertThat(ofIssuer.authenticate(ISSUER.token("u-1", claims -> claims.issuer("https://id.example.org"))))
                .isNotNull();
        assertThatThrownBy(() -> ofIssuer.authenticate(ISSUER.token("u-1")))
                .isInstanceOf(UnauthenticatedException.class)
                .hasMessageContaining("iss");
        assertThatThrownBy(() ->
                        ofIssuer.authenticate(ISSUER.token("u-1", claims -> claims.issuer("https://evil.example.org"))))
                .isInstanceOf(UnauthenticatedException.class);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"ada:owner", "a.b.c", "eyJhbGciOiJub25lIn0.e30.", "...."})
    void whatIsNoTokenIsRefused(String token) {
        assertThatThrownBy(() -> tokens.authenticate(token)).isInstanceOf(UnauthenticatedException.class);
    }

    @Test
    void signatureMustBeByOurKey() throws Exception {
        JWTClaimsSet claims = claims();
        String byAnother = new TokenIssuer().sign(claims, JOSEObjectType.JWT);
        String unsigned = new PlainJWT(claims).serialize();
        SignedJWT byPublicKeyAsSecret = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        byPublicKeyAsSecret.sign(new MACSigner(ISSUER.key().toRSAPublicKey().getEncoded()));
        String good = ISSUER.token("u-1");
        String[] parts = good.split("\\.");
        String forgedClaims = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(claims.toString().replace("u-1", "u-2").getBytes(StandardCharsets.UTF_8));

        for (String token : List.of(
                byAnother,
                unsigned,
                byPublicKeyAsSecret.serialize(),
                parts[0] + "." + forgedClaims + "." + parts[2],
                parts[0] + "." + parts[1] + ".")) {
            assertThatThrownBy(() -> tokens.authenticate(token))
                    .as(token)
                    .isInstanceOf(UnauthenticatedException.class)
                    .hasMessageNotContaining(token);
        }
    }

    @Test
    void accessTokensOfRfc9068AreTakenAndOtherTypesNot() {
        assertThat(tokens.authenticate(ISSUER.sign(claims(), new JOSEObjectType("at+jwt"))))
                .isNotNull();
        assertThatThrownBy(() -> tokens.authenticate(ISSUER.sign(claims(), new JOSEObjectType("logout+jwt"))))
                .isInstanceOf(UnauthenticatedException.class);
    }

    @Test
    void keysMayComeAsASetAndBeOfEllipticCurves() throws Exception {
        ECKey ecKey = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("ec").build(), claims());
        jwt.sign(new ECDSASigner(ecKey));
        Path set =
                Files.writeString(folder.resolve("keys.json"), new JWKSet(List.of(ISSUER.key(), ecKey)).toString(true));
        Path pem = Files.writeString(
                folder.resolve("ec.pem"),
                "-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(ecKey.toECPublicKey().getEncoded())
                        + "\n-----END PUBLIC KEY-----\n");

        assertThat(tokensOf("", set, "").authenticate(jwt.serialize())).isNotNull();
        assertThat(tokensOf("", set, "").authenticate(ISSUER.token("u-1"))).isNotNull();
        assertThat(tokensOf("", pem, "").authenticate(jwt.serialize())).isNotNull();
    }

    @Test
    void keysMayBeFetchedAndTheirAbsenceIsNobodysFault() throws IOException {
        HttpServer keys = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String address = "http://127.0.0.1:" + keys.getAddress().getPort();
        keys.createContext("/keys", exchange -> answer(exchange, ISSUER.jwkSet()));
        keys.createContext(
                "/.well-known/openid-configuration",
                exchange -> answer(exchange, "{\"issuer\":\"" + address + "\",\"jwks_uri\":\"" + address + "/keys\"}"));
        Authenticator bySet = JwtTokens.of(settings("", address + "/keys", null, ""), Clock.systemUTC());
        Authenticator byIssuer = JwtTokens.of(settings(address, "", null, ""), Clock.systemUTC());
        String token = ISSUER.token("u-1", claims -> claims.issuer(address));

        assertThatThrownBy(() -> JwtTokens.of(settings("", "http://127.0.0.1:1/keys", null, ""), Clock.systemUTC())
                        .authenticate(token))
                .isInstanceOf(AuthenticationUnavailableException.class);
        keys.start();
        try {
            assertThat(bySet.authenticate(token)).isNotNull();
            assertThat(byIssuer.authenticate(token)).isNotNull();
            assertThatThrownBy(() -> byIssuer.authenticate(ISSUER.token("u-1")))
                    .isInstanceOf(UnauthenticatedException.class);
        } finally {
            keys.stop(0);
        }
    }

    @Test
    void claimMayCarryRolesByProjectOrAsPairs() throws IOException {
        Authenticator withRoles = tokensOf("", ISSUER.writePem(folder.resolve("public.pem")), "weft_roles");

        for (Object roles : List.of(
                Map.of(PROJECT.toString(), "editor", "not a project", "owner"),
                List.of("some group", PROJECT + ":editor", PROJECT + ":king"))) {
            Caller caller = withRoles.authenticate(ISSUER.token("u-1", claims -> claims.claim("weft_roles", roles)));

            assertThat(caller.principal().claimedRoles()).isEqualTo(Map.of(PROJECT, Role.EDITOR));
        }
        assertThat(withRoles
                        .authenticate(ISSUER.token("u-1", claims -> claims.claim("weft_roles", "owner")))
                        .principal()
                        .claimedRoles())
                .isEmpty();
        assertThat(tokens.authenticate(ISSUER.token(
                                "u-1", claims -> claims.claim("weft_roles", Map.of(PROJECT.toString(), "owner"))))
                        .principal()
                        .claimedRoles())
                .isEmpty();
    }

    @Test
    void supportStaffIsToldByAClaim() {
        assertThat(tokens.authenticate(ISSUER.token("u-1", claims -> claims.claim("support", true)))
                        .principal()
                        .isSupport())
                .isTrue();
        assertThat(tokens.authenticate(ISSUER.token("u-1", claims -> claims.claim("support", "true")))
                        .principal()
                        .isSupport())
                .isFalse();
    }

    @Test
    void projectMustBeNamed() {
        assertThat(tokens.defaultProject()).isEmpty();
    }

    static Stream<Arguments> defects() throws IOException {
        Path junk = Files.writeString(Files.createTempFile("keys", ".pem"), "junk");
        junk.toFile().deleteOnExit();
        Path secret = Files.writeString(
                Files.createTempFile("keys", ".json"), "{\"keys\":[{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"}]}");
        secret.toFile().deleteOnExit();
        return Stream.of(
                Arguments.of(settings("", "", null, ""), "nothing says which keys"),
                Arguments.of(settings("", "http://keys", Path.of("keys.pem"), ""), "both set"),
                Arguments.of(settings("", "", Path.of("missing.pem"), ""), "missing.pem can't be read"),
                Arguments.of(settings("", "", junk, ""), "neither a JWK set nor PEM"),
                Arguments.of(settings("", "", secret, ""), "no RSA or EC key"),
                Arguments.of(
                        new JwtSettings("https://id", "", null, List.of(" "), SKEW, "", "", "name", "email"),
                        "weft.auth.jwt.audience is empty"));
    }

    @ParameterizedTest
    @MethodSource("defects")
    void startIsRefusedWithTheSettingThatIsWrong(JwtSettings settings, String told) {
        assertThatThrownBy(() -> JwtTokens.of(settings, Clock.systemUTC()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(told);
    }

    private static JWTClaimsSet claims() {
        return new JWTClaimsSet.Builder()
                .subject("u-1")
                .audience(TokenIssuer.AUDIENCE)
                .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                .build();
    }

    private static Authenticator tokensOf(String issuer, Path keyFile, String rolesClaim) {
        return JwtTokens.of(settings(issuer, "", keyFile, rolesClaim), Clock.systemUTC());
    }

    private static JwtSettings settings(String issuer, String jwkSet, Path keyFile, String rolesClaim) {
        return new JwtSettings(
                issuer, jwkSet, keyFile, List.of(TokenIssuer.AUDIENCE), SKEW, rolesClaim, "support", "name", "email");
    }

    private static void answer(com.sun.net.httpserver.HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
