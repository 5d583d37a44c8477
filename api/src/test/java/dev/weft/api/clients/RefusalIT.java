package dev.weft.api.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.api.ServerTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a stock client learns when it is refused, and that two people who are editing meanwhile notice nothing. */
@ServerTest
@Timeout(600)
class RefusalIT {

    private static final String OTHER_PROJECT = "7c9e6679-7425-40de-944b-e07fc1f90ae7";

    @RegisterExtension
    private static final YjsClients clients = YjsClients.start();

    @LocalServerPort
    private int port;

    private final UUID workflowId = UUID.randomUUID();
    private YjsClient ada;
    private YjsClient bob;

    @BeforeEach
    void twoEdit() {
        ada = join("ada", Provider.Y_WEBSOCKET_3, "ada:editor");
        bob = join("bob", Provider.Y_WEBSOCKET_3, "bob:editor");
        ada.startTyping(1, 10);
        bob.startTyping(2, 10);
    }

    @AfterEach
    void theTwoWereUndisturbed() {
        ada.stopTyping();
        bob.stopTyping();
        ada.awaitSaved();
        bob.awaitSaved();
        clients.awaitConverged(ada, bob);
        for (YjsClient client : new YjsClient[] {ada, bob}) {
            assertThat(client.events("error")).isEmpty();
            assertThat(client.events("closed")).isEmpty();
            assertThat(client.events("refused")).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "lobby, ada:editor, , 400",
        ", ada, , 401",
        ", ada:editor, " + OTHER_PROJECT + ", 403",
        ", eve:owner:" + OTHER_PROJECT + ", " + OTHER_PROJECT + ", 404",
    })
    void refusedJoinIsAnHttpAnswer(String room, String token, String project, int status) {
        Map<String, String> parameters =
                project == null ? Map.of("token", token) : Map.of("token", token, "project_id", project);
        YjsClient eve = clients.create(
                "eve",
                Provider.Y_WEBSOCKET_3,
                Provider.Y_WEBSOCKET_3.endpoint(port),
                room == null ? workflowId.toString() : room,
                parameters);

        eve.goOnline();

        eve.awaitEvent("error", 1);
        assertThat(eve.events("error").getFirst().get("message").asText()).contains(String.valueOf(status));
        assertThat(eve.events("connected")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void viewerWhoEditsIsToldAndNobodySeesIt(Provider provider) {
        YjsClient viewer = join("viewer", provider, "vic:viewer");

        viewer.setKey("name", "Not mine to name");

        viewer.awaitEvent("refused", 1);
        assertThat(viewer.events("refused").getFirst().get("reason").asText()).contains("not allowed to change");
        assertThat(viewer.outstanding()).isPositive();
        assertThat(ada.content().at("/workflow/name").asText()).isNotEqualTo("Not mine to name");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "Y_WEBSOCKET_.*")
    void malformedFrameIsToldAndTheConnectionGoesOn(Provider provider) {
        YjsClient clumsy = join("clumsy", provider, "cleo:editor");

        clumsy.send(new byte[] {0, 2, (byte) 0xff});
        clumsy.awaitEvent("refused", 1);
        clumsy.setKey("name", "Well-formed");

        clumsy.awaitSaved();
        assertThat(clumsy.events("refused").getFirst().get("reason").asText()).startsWith("malformed frame: ");
        assertThat(clumsy.events("closed")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "Y_WEBSOCKET_.*")
    void malformedFramesInARowEndTheConnection(Provider provider) {
        YjsClient clumsy = join("clumsy", provider, "cleo:editor");

        clumsy.setKey("name", "Well-formed");
        clumsy.awaitSaved(); // nothing good is on its way any more

        for (int frame = 0; frame < 5; frame++) {
            clumsy.send(new byte[] {0, 2, (byte) 0xff});
        }

        clumsy.awaitEvent("closed", 1);
        assertThat(clumsy.events("closed").getFirst().get("code").asInt()).isEqualTo(4400);
    }

    @ParameterizedTest
    @EnumSource
    void editLargerThanAFrameMayBeIsToldByTheClosingOfTheConnection(Provider provider) {
        YjsClient pasting = join("pasting", provider, "pia:editor");

        pasting.insertText(0, "x".repeat(1024 * 1024 + 1));

        pasting.awaitEvent("closed", 1);
        assertThat(pasting.events("closed").getFirst().get("code").asInt()).isEqualTo(1009);
        assertThat(pasting.outstanding()).isPositive();
    }

    private YjsClient join(String name, Provider provider, String token) {
        return clients.join(name, provider, provider.endpoint(port), provider.room(workflowId), Map.of("token", token));
    }
}
