package dev.weft.api.serve;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.metrics.TomcatMetricsAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * The server, wired by hand: nothing is scanned for. Spring Boot configures the web server, JSON and health only; the database
 * and Axon are ours.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(
        exclude = {
            DataSourceAutoConfiguration.class,
            // Counts HTTP sessions, which nobody has, and takes as long about it as the first join, at the same time.
            TomcatMetricsAutoConfiguration.class
        })
@EnableConfigurationProperties(WeftSettings.class)
@Import({
    AuthConfiguration.class,
    DocumentsConfiguration.class,
    SocketConfiguration.class,
    RestConfiguration.class,
    MetricsConfiguration.class
})
public class WeftApplication {}
