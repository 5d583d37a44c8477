package dev.weft.api.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A program that edits and reads a live document by REST: it adds jobs, one at a time, each of which has to be accepted. What a busy server doesn't do in
 * time it asks for again under the same key, so that it is done once.
 */
final class RestEditor implements AutoCloseable {

    private static final int NOT_DONE_IN_TIME = 503;
    private static final int MOST_REPEATS = 5;

    private final HttpClient http = HttpClient.newHttpClient();
    private final UUID workflowId;
    private final List<String> added = new ArrayList<>();

    RestEditor(UUID workflowId) {
        this.workflowId = workflowId;
    }

    /** Adds so many jobs, one after the other. */
    void addJobs(int count, URI server) throws IOException, InterruptedException {
        for (int i = 0; i < count; i++) {
            addJob(server);
        }
    }

    private void addJob(URI server) throws IOException, InterruptedException {
        String id = UUID.randomUUID().toString();
        String root = added.isEmpty() ? "{\"op\":\"add\",\"path\":\"/jobs\",\"value\":[]}," : "";
        String job = "{\"id\":\"" + id + "\",\"name\":\"Job " + added.size() + "\"}";
        HttpRequest patch = HttpRequest.newBuilder(document(server))
                .header("Content-Type", "application/json-patch+json")
                .header("Authorization", "Bearer rest:editor")
                .header("Idempotency-Key", id)
                .method(
                        "PATCH",
                        BodyPublishers.ofString(
                                "[" + root + "{\"op\":\"add\",\"path\":\"/jobs/-\",\"value\":" + job + "}]"))
                .build();
        HttpResponse<String> answer = http.send(patch, BodyHandlers.ofString());
        for (int repeated = 0; answer.statusCode() == NOT_DONE_IN_TIME && repeated < MOST_REPEATS; repeated++) {
            answer = http.send(patch, BodyHandlers.ofString());
        }
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        added.add(id);
    }

    /** Ids of the jobs that were accepted, in order. */
    List<String> added() {
        return added;
    }

    /**
     * Reads the document, which has to be what a client has.
     *
     * @param content of the client, a member per root
     */
    void assertReads(JsonNode content, URI server) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(HttpRequest.newBuilder(document(server)).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode read = NodeProcess.JSON.readTree(answer.body());
        for (String root : List.of("notes", "workflow", "jobs")) {
            assertThat(read.get(root)).as(root + " at " + server).isEqualTo(content.get(root));
        }
    }

    private URI document(URI server) {
        return server.resolve("/api/v1/workflows/" + workflowId + "/document");
    }

    @Override
    public void close() {
        http.close();
    }
}
