package dev.weft.api.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.api.ServerTest;
import dev.weft.api.socket.RawClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServerTest
class PrometheusIT {

    private static final String HI = "00 02 0c 0101010004010174026869 00";

    @LocalServerPort
    private int port;

    @Test
    void numbersOfDocumentsCommitsAndProjectionsAreShown() throws InterruptedException {
        URI room = URI.create("ws://127.0.0.1:" + port + "/yjs/" + UUID.randomUUID() + "?token=ada:editor");
        try (RawClient ada = new RawClient(room)) {
            ada.send(HI);
            ada.awaitFrame(HI);
            ada.send("00 02 02 ff ff");

            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(scrape())
                            .containsPattern("weft_connections [1-9]")
                            .containsPattern("weft_documents [1-9]")
                            .containsPattern("weft_updates_total [1-9]")
                            .containsPattern("weft_refusals_total\\{reason=\"malformed\"} [1-9]")
                            .containsPattern("weft_refusals_total\\{reason=\"read_only\"} \\d")
                            .containsPattern("weft_commit_seconds_count [1-9]")
                            .containsPattern("weft_commit_appends_count [1-9]")
                            .contains("weft_commit_queue 0.0")
                            .containsPattern("weft_commit_conflicts_total \\d")
                            .contains("weft_invariant_violations_total 0.0")
                            .contains("weft_projection_lag{projection=\"read-models\"} 0.0")
                            .contains("weft_projection_lag{projection=\"checkpoints\"} 0.0"));
        }
    }

    private String scrape() throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI metrics = URI.create("http://127.0.0.1:" + port + "/actuator/prometheus");
            return http.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
                    .body();
        }
    }
}
