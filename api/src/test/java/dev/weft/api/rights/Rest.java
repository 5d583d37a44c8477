package dev.weft.api.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** REST calls of people with tokens. */
final class Rest implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;

    Rest(int port) {
        this.port = port;
    }

    /** @param path below {@code /api/v1} */
    HttpResponse<String> call(String method, String path, @Nullable String token, @Nullable String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + path))
                .timeout(Duration.ofSeconds(20))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return http.send(request.build(), Rest::textThatEnds);
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(method + " " + path, e);
        }
    }

    /** A stream of events is without end: its text is left alone, and it ends with this client. */
    private static BodySubscriber<String> textThatEnds(ResponseInfo response) {
        String type = response.headers().firstValue("Content-Type").orElse("");
        if (!type.startsWith("text/event-stream")) {
            return BodySubscribers.ofString(StandardCharsets.UTF_8);
        }
        return BodySubscribers.mapping(BodySubscribers.ofInputStream(), _ -> "");
    }

    /** A call that succeeds, and its answer. */
    JsonNode ask(String method, String path, String token, @Nullable String body) {
        HttpResponse<String> response = call(method, path, token, body);
        assertThat(response.statusCode())
                .as(method + " " + path + ": " + response.body())
                .isBetween(200, 299);
        return response.body().isEmpty() ? JSON.nullNode() : JSON.readTree(response.body());
    }

    /** @return its id */
    String createProject(String owner) {
        return ask("POST", "/projects", owner, "{\"name\":\"Imports\"}")
                .at("/id")
                .asString();
    }

    void setRole(String by, String project, String principal, String role) {
        ask("PUT", "/projects/" + project + "/members/" + principal, by, "{\"role\":\"" + role + "\"}");
    }

    void remove(String by, String project, String principal) {
        ask("DELETE", "/projects/" + project + "/members/" + principal, by, null);
    }

    UUID createWorkflow(String by, String project) {
        return UUID.fromString(ask("POST", "/projects/" + project + "/workflows", by, "{}")
                .at("/id")
                .asString());
    }

    /** The document as its readers see it, as text. */
    String document(String by, UUID workflow) {
        return ask("GET", "/workflows/" + workflow + "/document", by, null).toString();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
