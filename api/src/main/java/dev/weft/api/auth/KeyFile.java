package dev.weft.api.auth;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Public keys on disk: a JWK set, or one RSA or EC key as {@code openssl pkey -pubout} writes it. */
final class KeyFile {

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PUBLIC KEY-----(?<base64>[A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----\\s*");

    private KeyFile() {}

    /** @throws IllegalArgumentException that says what is wrong with the file */
    static JWKSet read(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("weft.auth.jwt.key-file " + file + " can't be read: " + e, e);
        }
        JWKSet keys;
        try {
            Matcher pem = PEM.matcher(text);
            keys = pem.matches() ? new JWKSet(keyOf(pem.group("base64"))) : JWKSet.parse(text);
        } catch (GeneralSecurityException | ParseException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "weft.auth.jwt.key-file " + file + " holds neither a JWK set nor PEM of a public RSA or EC key", e);
        }
        List<JWK> asymmetric = keys.getKeys().stream()
                .filter(key -> key instanceof RSAKey || key instanceof ECKey)
                .map(JWK::toPublicJWK)
                .toList();
        if (asymmetric.isEmpty()) {
            throw new IllegalArgumentException(
                    "weft.auth.jwt.key-file " + file + " holds no RSA or EC key, expected at least one");
        }
        return new JWKSet(asymmetric);
    }

    /** Gives out the keys that a token may be signed by: the one that it names, and those that have no name. */
    static JWKSource<SecurityContext> source(JWKSet keys) {
        return (selector, context) -> {
            JWKMatcher named = selector.getMatcher();
            JWKMatcher unnamed =
                    new JWKMatcher.Builder(named).keyIDs((Set<String>) null).build();
            return keys.getKeys().stream()
                    .filter(key -> (key.getKeyID() == null ? unnamed : named).matches(key))
                    .toList();
        };
    }

    private static JWK keyOf(String base64) throws GeneralSecurityException {
        X509EncodedKeySpec encoded =
                new X509EncodedKeySpec(Base64.getMimeDecoder().decode(base64));
        try {
            return new RSAKey.Builder(
                            (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(encoded))
                    .build();
        } catch (GeneralSecurityException notRsa) {
            ECPublicKey key = (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(encoded);
            return new ECKey.Builder(Curve.forECParameterSpec(key.getParams()), key).build();
        }
    }
}
