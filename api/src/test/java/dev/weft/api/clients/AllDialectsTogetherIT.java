package dev.weft.api.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.api.ServerTest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** One document, edited at the same time by every stock provider that is said to work and by a program, over a network that fails and repeats. */
@ServerTest
@Timeout(180)
class AllDialectsTogetherIT {

    private static final int TYPE_EVERY_MILLIS = 20;

    @RegisterExtension
    private static final YjsClients clients = YjsClients.start();

    @LocalServerPort
    private int port;

    private final UUID workflowId = UUID.randomUUID();
    private final RestEditor program = new RestEditor(workflowId);

    @AfterEach
    void endTheProgram() {
        program.close();
    }

    @Test
    void whateverTheyTypeWhileTheirSocketsBreakTheyAllEndWithTheSame() throws Exception {
        URI server = Outside.server(port);
        List<YjsClient> everyone = new ArrayList<>();
        for (Provider provider : Provider.values()) {
            everyone.add(join(provider, provider + ":editor"));
        }
        List<YjsClient> typists = List.copyOf(everyone);

        typists.forEach(YjsClient::sendTwice);
        for (int seed = 0; seed < typists.size(); seed++) {
            typists.get(seed).startTyping(seed, TYPE_EVERY_MILLIS);
        }
        typists.forEach(client -> client.awaitReceived(50));
        program.addJobs(10, server);
        typists.forEach(YjsClient::dropSocket);
        program.addJobs(10, server);
        typists.forEach(client -> client.awaitReceived(150));
        typists.forEach(YjsClient::stopTyping);
        typists.forEach(YjsClient::awaitSaved);

        YjsClient late = join(Provider.HOCUSPOCUS_4, "late:viewer");
        everyone.add(late);
        clients.awaitConverged(everyone);
        assertThat(late.notes()).isNotEmpty();
        assertThat(late.content().get("jobs"))
                .extracting(job -> job.get("id").asText())
                .containsExactlyElementsOf(program.added());
        program.assertReads(late.content(), server);
        assertThat(typists).allMatch(client -> client.framesSentTwice() > 0);
        assertThat(everyone).allMatch(client -> client.events("refused").isEmpty());
    }

    private YjsClient join(Provider provider, String token) {
        return clients.join(
                token, provider, provider.endpoint(port), provider.room(workflowId), Map.of("token", token));
    }
}
