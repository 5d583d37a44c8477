package dev.weft.api.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.api.ServerTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What people do together, with each stock provider that is said to work. */
@ServerTest
@Timeout(600)
class TypingTogetherIT {

    @RegisterExtension
    private static final YjsClients clients = YjsClients.start();

    @LocalServerPort
    private int port;

    private final UUID workflowId = UUID.randomUUID();

    @ParameterizedTest
    @EnumSource
    void twoTypeAtOnceAndWhoComesLateSeesTheSame(Provider provider) {
        YjsClient ada = join(provider, "ada:editor");
        YjsClient bob = join(provider, "bob:editor");

        ada.startTyping(1, 5);
        bob.startTyping(2, 5);
        ada.awaitReceived(100);
        bob.awaitReceived(100);
        ada.stopTyping();
        bob.stopTyping();

        YjsClient late = join(provider, "late:viewer");
        clients.awaitConverged(ada, bob, late);
        assertThat(late.notes()).isNotEmpty();
        assertThat(ada.events("error")).isEmpty();
        assertThat(ada.events("refused")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void textTypedInsideAJobIsSharedCharacterByCharacter(Provider provider) {
        YjsClient ada = join(provider, "ada:editor");
        YjsClient bob = join(provider, "bob:editor");
        ada.addJob("j1", "Fetch", "get('/');");
        clients.awaitConverged(ada, bob);

        ada.insertIntoBody(0, 0, "// first\n");
        bob.insertIntoBody(0, 9, " // last");

        clients.awaitConverged(ada, bob);
        assertThat(ada.content().at("/jobs/0/body").asText()).isEqualTo("// first\nget('/'); // last");
    }

    @ParameterizedTest
    @EnumSource
    void whoEditsOfflineAndReturnsLosesNothingAndNobodyElseDoes(Provider provider) {
        YjsClient ada = join(provider, "ada:editor");
        YjsClient bob = join(provider, "bob:editor");
        ada.insertText(0, "together ");
        clients.awaitConverged(ada, bob);

        ada.goOffline();
        ada.insertText(9, "ada alone ");
        ada.setKey("name", "Named offline");
        bob.insertText(0, "bob alone ");
        bob.awaitSaved();
        ada.goOnline();

        ada.awaitSaved();
        clients.awaitConverged(ada, bob);
        assertThat(bob.notes()).contains("together ").contains("ada alone ").contains("bob alone ");
        assertThat(bob.content().at("/workflow/name").asText()).isEqualTo("Named offline");
    }

    private YjsClient join(Provider provider, String token) {
        return clients.join(
                token, provider, provider.endpoint(port), provider.room(workflowId), Map.of("token", token));
    }
}
