package dev.weft.api.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a stream of changes as browsers do: fields line by line, an event at each blank line that has data before it. */
final class ChangeStreamClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private final LinkedBlockingQueue<JsonNode> changes = new LinkedBlockingQueue<>();
    private final CountDownLatch listening = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final InputStream body;
    private volatile String lastEventId = "";

    /** @param lastEventId of the stream that this one goes on with; null for none */
    ChangeStreamClient(int port, String path, String token, @Nullable String lastEventId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + path))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            HttpResponse<InputStream> response = http.send(request.build(), BodyHandlers.ofInputStream());
            assertThat(response.statusCode()).isEqualTo(200);
            body = response.body();
        } catch (IOException e) {
            throw new IllegalStateException(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(path, e);
        }
        Thread.ofVirtual().start(this::read);
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            StringBuilder data = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id:")) {
                    lastEventId = line.substring("id:".length()).strip();
                } else if (line.startsWith("data:")) {
                    data.append(line.substring("data:".length()));
                } else if (line.isEmpty()) {
                    if (!data.isEmpty()) {
                        changes.add(JsonMapper.shared().readTree(data.toString()));
                        data.setLength(0);
                    }
                    listening.countDown();
                }
            }
        } catch (IOException e) {
            // closed by the test
        }
        ended.countDown();
    }

    /** Waits until the server has given a first sign of life: from then on nothing is missed. */
    ChangeStreamClient awaitListening() throws InterruptedException {
        assertThat(listening.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return this;
    }

    JsonNode next() throws InterruptedException {
        JsonNode change = changes.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(change).as("the next change").isNotNull();
        return change;
    }

    /** What has come and wasn't asked for. */
    int unread() {
        return changes.size();
    }

    String lastEventId() {
        return lastEventId;
    }

    void awaitEnd() throws InterruptedException {
        assertThat(ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
