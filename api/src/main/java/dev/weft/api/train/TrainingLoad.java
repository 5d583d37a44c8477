package dev.weft.api.train;

import dev.weft.api.auth.DevTokens;
import dev.weft.api.socket.YjsFrames;
import dev.weft.sync.awareness.AwarenessEntry;
import dev.weft.sync.awareness.AwarenessUpdate;
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
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the server is to get used to: people who join by each dialect, type, show their cursors, save; programs that read and edit by REST; and
 * joins of many, of documents small and large. Long enough that what is done for each edit and each join is seen thousands of times.
 */
final class TrainingLoad {

    private static final int ROOMS = 16;
    private static final int ROUNDS = 16;
    private static final int EDITS_PER_ROUND = 4;
    private static final int EDITS_OF_THE_LARGE = 5_000;
    private static final int JOINS_OF_EACH = 12;

    private final List<UUID> rooms =
            Stream.generate(UUID::randomUUID).limit(ROOMS).toList();
    private final UUID large = UUID.randomUUID();

    /** Fills an empty server. */
    void edit(int port) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            List<Callable<Void>> work = new ArrayList<>();
            IntStream.range(0, ROOMS).forEach(i -> work.add(() -> typeTogether(http, port, rooms.get(i), i)));
            work.add(() -> writeTheLarge(http, port));
            together(work);
            for (UUID room : rooms.subList(0, 4)) {
                editAndSaveByRest(http, port, room);
            }
        }
    }

    /** Comes back to a server that has been started anew. */
    void rejoin(int port) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            List<Callable<Void>> work = new ArrayList<>();
            for (UUID room : rooms) {
                work.add(() -> joinOften(http, port, room));
            }
            work.add(() -> joinOften(http, port, large));
            together(work);
            for (UUID room : rooms.subList(0, 4)) {
                read(http, port, room);
            }
            work.clear();
            IntStream.range(0, ROOMS).forEach(i -> work.add(() -> typeTogether(http, port, rooms.get(i), ROOMS + i)));
            together(work);
        }
    }

    /** One client of each dialect; the first one types. */
    private static Void typeTogether(HttpClient http, int port, UUID room, int seed) throws InterruptedException {
        Typing typing = new Typing(seed);
        TrainingDialect dialect = TrainingDialect.YJS;
        try (TrainingClient author = dialect.join(http, port, room);
                TrainingClient hocuspocus = TrainingDialect.HOCUSPOCUS.join(http, port, room);
                TrainingClient phoenix = TrainingDialect.PHOENIX.join(http, port, room)) {
            for (int round = 0; round < ROUNDS; round++) {
                List.of(author, hocuspocus, phoenix).forEach(TrainingClient::forget);
                List<byte[]> updates = typing.next(EDITS_PER_ROUND);
                updates.forEach(update -> author.send(dialect.framed(room, YjsFrames.update(update))));
                author.send(dialect.framed(room, YjsFrames.awareness(cursor(seed, round))));
                // How many messages carry them is the server's choice.
                author.await(1);
                hocuspocus.await(1);
                phoenix.await(1);
            }
        }
        return null;
    }

    private static AwarenessUpdate cursor(int client, int at) {
        return new AwarenessUpdate(
                List.of(new AwarenessEntry(client + 1, at + 1, "{\"cursor\":{\"x\":" + at + ",\"y\":7}}")));
    }

    private Void writeTheLarge(HttpClient http, int port) throws InterruptedException {
        Typing typing = new Typing(ROOMS);
        typing.next(EDITS_OF_THE_LARGE);
        try (TrainingClient author = TrainingDialect.YJS.join(http, port, large)) {
            author.send(YjsFrames.update(typing.all()));
            author.await(1);
        }
        return null;
    }

    private static Void joinOften(HttpClient http, int port, UUID document) throws InterruptedException {
        for (int i = 0; i < JOINS_OF_EACH; i++) {
            TrainingDialect.values()[i % TrainingDialect.values().length]
                    .join(http, port, document)
                    .close();
        }
        return null;
    }

    private static void editAndSaveByRest(HttpClient http, int port, UUID workflow)
            throws IOException, InterruptedException {
        String path = "/api/v1/workflows/" + workflow;
        String job = "{\"id\":\"" + UUID.randomUUID() + "\",\"name\":\"Job\",\"body\":\"fn(state => state)\"}";
        String patch = "[{\"op\":\"add\",\"path\":\"/workflow/name\",\"value\":\"" + workflow + "\"},"
                + "{\"op\":\"add\",\"path\":\"/jobs\",\"value\":[" + job + "]}]";
        send(
                http,
                request(port, path + "/document")
                        .header("Content-Type", "application/json-patch+json")
                        .method("PATCH", BodyPublishers.ofString(patch)));
        send(http, request(port, path + "/save").POST(BodyPublishers.noBody()));
    }

    private static void read(HttpClient http, int port, UUID workflow) throws IOException, InterruptedException {
        String path = "/api/v1/workflows/" + workflow;
        String project = "/api/v1/projects/" + DevTokens.DEMO_PROJECT;
        for (String address : List.of(
                "/",
                "/actuator/health",
                "/actuator/prometheus",
                "/api/v1/projects",
                project,
                project + "/workflows",
                path + "/document",
                path + "/events",
                path + "/versions",
                path + "/state?at=0")) {
            send(http, request(port, address).GET());
        }
    }

    private static HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + TrainingDialect.TOKEN);
    }

    private static void send(HttpClient http, HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(answer + ": " + answer.body());
        }
    }

    private static void together(List<Callable<Void>> work) throws InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Void> done : threads.invokeAll(work)) {
                done.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the training broke off", e.getCause());
        }
    }
}
