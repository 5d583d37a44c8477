package dev.weft.api.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;

/** Changes a workflow of the demo project by REST, past its document. Each change has to succeed. */
record Outside(int port, UUID workflowId) {

    static URI server(int port) {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    void put(String token, String workflow) throws IOException, InterruptedException {
        send("PUT", "", token, BodyPublishers.ofString(workflow));
    }

    void delete(String token) throws IOException, InterruptedException {
        send("DELETE", "", token, BodyPublishers.noBody());
    }

    void purge(String token) throws IOException, InterruptedException {
        send("DELETE", "?purge=true", token, BodyPublishers.noBody());
    }

    /** Brings back the state after an event. */
    void restore(String token, long sequence) throws IOException, InterruptedException {
        send("POST", "/restore", token, BodyPublishers.ofString("{\"sequence\": " + sequence + "}"));
    }

    private void send(String method, String below, String token, BodyPublisher body)
            throws IOException, InterruptedException {
        URI workflow = server(port).resolve("/api/v1/workflows/" + workflowId + below);
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(workflow)
                            .header("Content-Type", "application/json")
                            .header("Authorization", "Bearer " + token)
                            .method(method, body)
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        }
    }
}
