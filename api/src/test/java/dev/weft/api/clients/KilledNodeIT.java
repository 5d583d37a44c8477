package dev.weft.api.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.api.WeftProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two servers on one data folder, people of every dialect at one document of theirs, and {@code kill -9} of one server while they type. */
class KilledNodeIT {

    private static final int TYPE_EVERY_MILLIS = 150;

    @TempDir
    private Path folder;

    private final UUID workflowId = UUID.randomUUID();
    private final List<YjsClient> everyone = new ArrayList<>();

    @Test
    @Timeout(900)
    void whoWasAtTheKilledServerGoesOnWithTheOtherAndNothingAcknowledgedIsLost() throws Exception {
        Path data = folder.resolve("data");
        try (WeftProcess doomed = WeftProcess.start(data);
                WeftProcess survivor = WeftProcess.start(data);
                YjsClients clients = YjsClients.start();
                RestEditor program = new RestEditor(workflowId)) {
            List<YjsClient> cutOff = joinAll(clients, "cut off", doomed, Provider.values());
            List<YjsClient> spared = joinAll(
                    clients, "spared", survivor, Provider.Y_WEBSOCKET_3, Provider.HOCUSPOCUS_4, Provider.PHOENIX);
            startTyping(everyone);
            spared.forEach(client -> client.awaitReceived(50));
            program.addJobs(5, doomed.address());
            program.addJobs(5, survivor.address());
            cutOff.forEach(client -> client.awaitReceived(50));

            doomed.kill();
            cutOff.forEach(YjsClient::stopTyping);
            clients.goOffline(cutOff);
            List<YjsClient> moved = joinAll(clients, "moved", survivor, Provider.values());
            moved.forEach(client -> client.awaitAllOf(cutOff)); // what the killed server had told or acknowledged
            startTyping(moved);
            program.addJobs(5, survivor.address());
            moved.forEach(client -> client.awaitReceived(50));

            doomed.restart();
            clients.goOnline(cutOff);
            everyone.forEach(YjsClient::stopTyping);
            everyone.forEach(YjsClient::awaitSaved);

            clients.awaitConverged(everyone);
            JsonNode content = spared.getFirst().content();
            assertThat(content.get("notes").asText()).isNotEmpty();
            assertThat(content.get("jobs"))
                    .extracting(job -> job.get("id").asText())
                    .containsExactlyElementsOf(program.added());
            program.assertReads(content, doomed.address());
            program.assertReads(content, survivor.address());
            assertThat(everyone).allMatch(client -> client.events("refused").isEmpty());
            List<Long> sequences =
                    WorkflowHistory.of(survivor.address(), workflowId).sequences();
            assertThat(sequences.getLast()).as("gapless").isEqualTo(sequences.size() - 1);
        }
    }

    private List<YjsClient> joinAll(YjsClients clients, String who, WeftProcess server, Provider... providers) {
        int port = server.address().getPort();
        List<YjsClient> joined = new ArrayList<>();
        for (Provider provider : providers) {
            Map<String, String> parameters = Map.of("token", provider + ":editor");
            joined.add(clients.join(
                    who + " " + provider, provider, provider.endpoint(port), provider.room(workflowId), parameters));
        }
        everyone.addAll(joined);
        return joined;
    }

    private static void startTyping(List<YjsClient> typists) {
        for (int seed = 0; seed < typists.size(); seed++) {
            typists.get(seed).startTyping(seed, TYPE_EVERY_MILLIS);
        }
    }
}
