package dev.weft.api.rights;

import dev.weft.api.auth.TokenIssuer;
import dev.weft.api.serve.WeftApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfiguration;

/** A test against the whole server in this JVM, in mode jwt: it believes tokens of {@link Keys#ISSUER}. Otherwise as {@code ServerTest}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = WeftApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "weft.auth.mode=jwt",
            "weft.auth.jwt.audience=" + TokenIssuer.AUDIENCE,
            "weft.auth.jwt.support-claim=support",
            "weft.auth.jwt.clock-skew=0s",
            "weft.data=target/test-data"
        })
@ContextConfiguration(initializers = JwtServerTest.Keys.class)
@interface JwtServerTest {

    /** Tells the server where the issuer's public key is. */
    final class Keys implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        static final TokenIssuer ISSUER = new TokenIssuer();

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            try {
                Path file = ISSUER.writePem(Files.createTempFile("weft-test-key", ".pem"));
                file.toFile().deleteOnExit();
                TestPropertyValues.of("weft.auth.jwt.key-file=" + file).applyTo(context);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
