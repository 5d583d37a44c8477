package dev.weft.api.serve;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A PostgreSQL of one's own, under the names that Spring Boot's users know.
 *
 * @param url a JDBC URL; empty to use the embedded database
 * @param username may be empty when the URL names one
 */
@ConfigurationProperties("spring.datasource")
record ExternalDatabase(
        @DefaultValue("") String url,
        @DefaultValue("") String username,
        @DefaultValue("") String password) {

    boolean isGiven() {
        return !url.isBlank();
    }
}
