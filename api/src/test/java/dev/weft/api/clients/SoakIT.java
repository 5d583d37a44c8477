package dev.weft.api.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.api.CommandRun;
import dev.weft.api.WeftProcess;
import dev.weft.engine.join.JoinRefusal;
import dev.weft.testkit.Seeds;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two servers on one database, stock clients of all dialects at several documents, and each fault once, then more at random as long as it shall last.
 * Providers come back by their own means. In the end all is saved, everybody at a document has the same, what anybody was ever sent is there, the log is as
 * it was written, and both servers agree byte for byte.
 *
 * <p>{@code .ci/faults soak 600} runs ten minutes; {@code -Dseed=…} repeats clients and faults, as far as races can be repeated.
 */
class SoakIT {

    private static final int SECONDS = Integer.getInteger("faults.seconds", 0);
    private static final int DOCUMENTS = 3;
    private static final int CLIENTS = 9;
    private static final int LEAST_MILLIS_BETWEEN_EDITS = 40;
    private static final int MOST_MILLIS_BETWEEN_EDITS = 200;
    private static final int LONGEST_PAUSE_MILLIS = 4_000;

    @TempDir
    private Path folder;

    private final long seed = Seeds.of("SoakIT", 1)[0];
    private final Random random = new Random(seed);
    private final List<UUID> documents = new ArrayList<>();
    private final List<YjsClient> everyone = new ArrayList<>();
    private final Map<Fault, Integer> counts = new EnumMap<>(Fault.class);
    private final List<WeftProcess> servers = new ArrayList<>();
    private EmbeddedDatabase database;

    private enum Fault {
        KILLED_SERVER,
        KILLED_DATABASE,
        KILLED_SERVER_AND_DATABASE,
        PAUSED_SERVER,
        DROPPED_SOCKET,
        CLIENT_OFFLINE
    }

    @Test
    @Timeout(600)
    void whateverHappensNothingIsLostAndAllAgree() throws Exception {
        Path data = folder.resolve("data");
        database = new EmbeddedDatabase(data);
        try (WeftProcess one = WeftProcess.start(data);
                WeftProcess other = WeftProcess.start(data);
                YjsClients clients = YjsClients.start()) {
            servers.addAll(List.of(one, other));
            joinAll(clients);
            everyone.forEach(this::startTyping);

            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
            List<Fault> eachOnce = new ArrayList<>(List.of(Fault.values()));
            Collections.shuffle(eachOnce, random);
            for (Fault fault : eachOnce) {
                inflictAndGoOn(fault);
            }
            while (System.nanoTime() < end) {
                inflictAndGoOn(Fault.values()[random.nextInt(Fault.values().length)]);
            }

            everyone.forEach(YjsClient::stopTyping);
            everyone.forEach(YjsClient::awaitSaved);
            for (UUID document : documents) {
                assertAllAgree(clients, document);
            }
            assertLogIsAsWritten();
            assertThat(everyone)
                    .flatExtracting(client -> client.events("refused"))
                    .extracting(refusal -> refusal.get("reason").asText())
                    .as("whoever joins without a database is told so, and comes back")
                    .allMatch(new JoinRefusal.Unavailable().text()::equals);
        }
    }

    private void inflictAndGoOn(Fault fault) throws InterruptedException {
        inflict(fault);
        counts.merge(fault, 1, Integer::sum);
        anyone().awaitReceived(1 + random.nextInt(100));
        System.out.printf("soak, -Dseed=%d: %s%n", seed, counts);
    }

    private void inflict(Fault fault) throws InterruptedException {
        WeftProcess server = servers.get(random.nextInt(servers.size()));
        switch (fault) {
            case KILLED_SERVER -> {
                server.kill();
                server.restart();
            }
            case KILLED_DATABASE -> database.kill();
            case KILLED_SERVER_AND_DATABASE -> {
                database.kill();
                server.kill();
                server.restart();
            }
            case PAUSED_SERVER -> {
                server.pause();
                Thread.sleep(random.nextInt(LONGEST_PAUSE_MILLIS));
                server.resume();
            }
            case DROPPED_SOCKET -> anyone().dropSocket();
            case CLIENT_OFFLINE -> {
                int offline = random.nextInt(CLIENTS);
                YjsClient other = everyone.get((offline + 1) % CLIENTS);
                everyone.get(offline).goOffline();
                other.awaitReceived(random.nextInt(20));
                everyone.get(offline).goOnline();
            }
        }
    }

    private void joinAll(YjsClients clients) {
        for (int number = 0; number < CLIENTS; number++) {
            Provider provider = Provider.values()[number % Provider.values().length];
            WeftProcess server = servers.get(number % servers.size());
            if (number < DOCUMENTS) {
                documents.add(UUID.randomUUID());
            }
            everyone.add(clients.join(
                    number + " " + provider,
                    provider,
                    provider.endpoint(server.address().getPort()),
                    provider.room(documents.get(number % DOCUMENTS)),
                    Map.of("token", "typist-" + number + ":editor")));
        }
    }

    private void startTyping(YjsClient client) {
        client.startTyping(random.nextInt(), random.nextInt(LEAST_MILLIS_BETWEEN_EDITS, MOST_MILLIS_BETWEEN_EDITS));
    }

    private YjsClient anyone() {
        return everyone.get(random.nextInt(everyone.size()));
    }

    private void assertAllAgree(YjsClients clients, UUID document) throws Exception {
        List<YjsClient> there = new ArrayList<>();
        for (int number = documents.indexOf(document); number < CLIENTS; number += DOCUMENTS) {
            there.add(everyone.get(number));
        }
        YjsClient fresh = clients.join(
                "fresh at " + document,
                Provider.Y_WEBSOCKET_3,
                servers.getFirst().socketAddress(),
                document.toString(),
                Map.of("token", "fresh:viewer"));
        fresh.awaitAllOf(there);
        there.add(fresh);
        clients.awaitConverged(there);
        byte[] atFirst = bytesOf(document, servers.getFirst());
        assertThat(servers)
                .allSatisfy(server -> assertThat(bytesOf(document, server)).isEqualTo(atFirst));
        List<Long> sequences =
                WorkflowHistory.of(servers.getFirst().address(), document).sequences();
        assertThat(sequences.getLast()).as("gapless").isEqualTo(sequences.size() - 1);
        System.out.printf("document of %d clients, %d events: all agree%n", there.size() - 1, sequences.size());
    }

    private byte[] bytesOf(UUID document, WeftProcess server) throws Exception {
        URI address = server.address().resolve("/api/v1/workflows/" + document + "/document?format=update");
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> answer = http.send(
                    HttpRequest.newBuilder(address)
                            .header("Authorization", "Bearer reader:viewer")
                            .timeout(Duration.ofSeconds(30))
                            .build(),
                    BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body();
        }
    }

    /** By the command that an operator has. */
    private void assertLogIsAsWritten() throws Exception {
        CommandRun verify = CommandRun.of(
                new ProcessBuilder(WeftProcess.commandLine(
                        "verify", "--data", folder.resolve("data").toString())),
                Duration.ofMinutes(2));
        assertThat(verify.exitCode()).as(verify.output()).isZero();
    }
}
