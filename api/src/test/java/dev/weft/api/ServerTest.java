package dev.weft.api;

import dev.weft.api.serve.WeftApplication;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;

/**
 * A test against the whole server in this JVM, in dev mode on a free port, with an embedded PostgreSQL. Classes that say no more share one server, so a
 * test uses ids of its own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = WeftApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"weft.auth.mode=dev", "weft.data=target/test-data"})
public @interface ServerTest {}
