package dev.weft.api.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.api.WeftProcess;
import dev.weft.testkit.Seeds;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} of the server while people type. What a client had received or had been acknowledged was committed before it was sent, so a fresh client
 * finds all of it after the restart.
 *
 * <p>Each fourth kill takes the embedded database with it. {@code -Dseed=…} repeats what is typed and when the server is killed, as far as a race can be
 * repeated; {@code -Dkills=…} kills more often, as {@code .ci/faults} does.
 */
class KillIT {

    private static final List<Provider> TYPISTS =
            List.of(Provider.Y_WEBSOCKET_1, Provider.Y_WEBSOCKET_2, Provider.Y_WEBSOCKET_3, Provider.Y_WEBSOCKET_3);
    private static final int KILLS = Integer.getInteger("kills", 20);
    private static final int KILLS_PER_KILL_OF_BOTH = 4;

    /** Updates that somebody receives before a kill, at most: from a kill at once to one amid a lively session. */
    private static final int MOST_RECEIVED = 300;

    @TempDir
    private Path folder;

    private final UUID workflowId = UUID.randomUUID();

    @Test
    @Timeout(1800)
    void killedServerLosesNothingThatAnyClientHadSeen() {
        long seed = Seeds.of("KillIT", 1)[0];
        Random random = new Random(seed);
        EmbeddedDatabase database = new EmbeddedDatabase(folder.resolve("data"));
        int ofBoth = 0;
        try (WeftProcess server = WeftProcess.start(folder.resolve("data"));
                YjsClients clients = YjsClients.start()) {
            List<YjsClient> typists = IntStream.range(0, TYPISTS.size())
                    .mapToObj(number -> client(clients, "typist " + number, TYPISTS.get(number), server))
                    .toList();
            for (int kill = 1; kill <= KILLS; kill++) {
                clients.goOnline(typists);
                typists.forEach(typist -> typist.startTyping(random.nextInt(), 2 + random.nextInt(20)));
                YjsClient witness = typists.get(random.nextInt(typists.size()));
                witness.awaitReceived(random.nextInt(MOST_RECEIVED));

                if (kill % KILLS_PER_KILL_OF_BOTH == 0) {
                    database.kill();
                    ofBoth++;
                }
                server.kill();
                clients.goOffline(typists);
                typists.forEach(YjsClient::stopTyping);
                server.restart();

                YjsClient fresh = client(clients, "fresh after kill " + kill, Provider.Y_WEBSOCKET_3, server);
                fresh.goOnline();
                fresh.awaitSynced();
                assertThat(fresh.hasAllOf(typists))
                        .as("nothing lost by kill %s, -Dseed=%s", kill, seed)
                        .isTrue();
                fresh.leave();
                System.out.printf("server killed %d times, %d of them with its database: nothing lost%n", kill, ofBoth);
            }
            YjsClient last = client(clients, "last", Provider.Y_WEBSOCKET_3, server);
            clients.goOnline(typists);
            last.goOnline();
            typists.forEach(YjsClient::awaitSaved);
            clients.awaitConverged(typists);
            clients.awaitConverged(List.of(last, typists.getFirst()));
            List<Long> sequences =
                    WorkflowHistory.of(server.address(), workflowId).sequences();
            assertThat(sequences.getLast()).as("gapless").isEqualTo(sequences.size() - 1);
        }
        assertThat(database.isRunning())
                .as("the database that the killed servers left was taken over, and stopped with the last")
                .isFalse();
    }

    private YjsClient client(YjsClients clients, String name, Provider provider, WeftProcess server) {
        return clients.create(
                name, provider, server.socketAddress(), workflowId.toString(), Map.of("token", "ada:editor"));
    }
}
