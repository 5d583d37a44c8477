package dev.weft.api.clients;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The events of a workflow, as REST shows them to an owner of the demo project. */
final class WorkflowHistory {

    private final List<JsonNode> events;

    private WorkflowHistory(List<JsonNode> events) {
        this.events = events;
    }

    /**
     * Reads all pages.
     *
     * @param server address of the page
     */
    static WorkflowHistory of(URI server, UUID workflowId) {
        List<JsonNode> events = new ArrayList<>();
        try (HttpClient http = HttpClient.newHttpClient()) {
            String query = "";
            while (true) {
                URI page = server.resolve("/api/v1/workflows/" + workflowId + "/events?limit=100" + query);
                HttpResponse<String> answer =
                        http.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
                if (answer.statusCode() != 200) {
                    throw new AssertionError(page + ": " + answer.statusCode() + " " + answer.body());
                }
                JsonNode body = NodeProcess.JSON.readTree(answer.body());
                body.get("events").forEach(events::add);
                if (body.get("next").isNull()) {
                    return new WorkflowHistory(events);
                }
                query = "&after=" + body.get("next").asLong();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading events", e);
        }
    }

    /** Types in order. */
    List<String> types() {
        return events.stream().map(event -> event.get("type").asText()).toList();
    }

    long count(String type) {
        return types().stream().filter(type::equals).count();
    }

    /** Sequences in order. */
    List<Long> sequences() {
        return events.stream().map(event -> event.get("sequence").asLong()).toList();
    }
}
