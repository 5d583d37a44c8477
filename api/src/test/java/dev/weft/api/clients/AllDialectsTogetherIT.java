package dev.weft.api.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.api.ServerTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.web.server.LocalServerPort;

/** One document, edited at the same time by every stock provider that is said to work. */
@ServerTest
@Timeout(180)
class AllDialectsTogetherIT {

    private static final int TYPE_EVERY_MILLIS = 20;

    private static YjsClients clients;

    @LocalServerPort
    private int port;

    private final UUID workflowId = UUID.randomUUID();

    @BeforeAll
    static void startNode() {
        clients = YjsClients.start();
    }

    @AfterEach
    void sendAllAway() {
        clients.leaveAll();
    }

    @AfterAll
    static void stopNode() {
        clients.close();
    }

    @Test
    void whateverTheyTypeWhileTheirSocketsBreakTheyAllEndWithTheSame() throws Exception {
        List<YjsClient> everyone = new ArrayList<>();
        for (Provider provider : Provider.values()) {
            everyone.add(join(provider, provider + ":editor"));
        }

        for (int seed = 0; seed < everyone.size(); seed++) {
            everyone.get(seed).startTyping(seed, TYPE_EVERY_MILLIS);
        }
        everyone.forEach(client -> client.awaitReceived(50));
        everyone.forEach(YjsClient::dropSocket);
        everyone.forEach(client -> client.awaitReceived(150));
        everyone.forEach(YjsClient::stopTyping);
        everyone.forEach(YjsClient::awaitSaved);

        YjsClient late = join(Provider.HOCUSPOCUS_4, "late:viewer");
        everyone.add(late);
        clients.awaitConverged(everyone.toArray(YjsClient[]::new));
        assertThat(late.notes()).isNotEmpty();
        assertThat(notesByRest()).isEqualTo(late.notes());
        for (YjsClient client : everyone) {
            assertThat(client.events("refused")).isEmpty();
        }
    }

    private String notesByRest() throws IOException, InterruptedException {
        URI document = URI.create("http://127.0.0.1:" + port + "/api/v1/workflows/" + workflowId + "/document");
        try (HttpClient http = HttpClient.newHttpClient()) {
            String json = http.send(HttpRequest.newBuilder(document).build(), BodyHandlers.ofString())
                    .body();
            return new ObjectMapper().readTree(json).get("notes").asText();
        }
    }

    private YjsClient join(Provider provider, String token) {
        return clients.join(
                token, provider, provider.endpoint(port), provider.room(workflowId), Map.of("token", token));
    }
}
