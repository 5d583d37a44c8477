package dev.weft.api.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.api.WeftProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The case that Weft exists for: somebody creates a workflow, the connection drops, and the client comes back still saying that it is new. Whatever
 * happened meanwhile, that is one workflow, with all that was typed, and nobody is told of an error.
 */
@Timeout(600)
class RejoinIT {

    @TempDir
    private static Path folder;

    private static WeftProcess server;
    private static WeftProcess otherServer;

    @RegisterExtension
    private static final YjsClients clients = YjsClients.start();

    private final UUID workflowId = UUID.randomUUID();

    @BeforeAll
    static void startTwoServersOnOneDatabase() {
        server = WeftProcess.start(folder.resolve("data"));
        otherServer = WeftProcess.start(folder.resolve("data"));
    }

    @AfterAll
    static void stopAll() {
        otherServer.close();
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void reconnectThatStillSaysNewRejoins(Provider provider) {
        YjsClient ada = joinAsNew(server, "ada", provider, "tab");
        ada.setKey("name", "Created once");
        ada.insertText(0, "before ");
        ada.awaitSaved();

        ada.dropSocket();
        ada.awaitEvent("disconnected", 1);
        ada.insertText(7, "between ");
        ada.awaitEvent("synced", 2);
        ada.insertText(15, "after");
        ada.awaitSaved();

        assertCreatedOnceAndRejoinedBy(1);
        assertNobodyWasToldOfAnError(ada);
        assertOthersSee("before between after");
    }

    @Test
    void reconnectsOfOneSessionAreNotedOnce() {
        YjsClient ada = joinAsNew(server, "ada", Provider.Y_WEBSOCKET_3, "tab");
        for (int reconnects = 1; reconnects <= 3; reconnects++) {
            ada.dropSocket();
            ada.awaitEvent("synced", reconnects + 1);
        }
        ada.insertText(0, "still here");
        ada.awaitSaved();

        assertCreatedOnceAndRejoinedBy(1);
        assertNobodyWasToldOfAnError(ada);
        assertOthersSee("still here");
    }

    @Test
    void twoTabsThatBothSayNewMeetInOneWorkflow() {
        YjsClient first = joinAsNew(server, "ada", Provider.Y_WEBSOCKET_3, "tab-1");
        YjsClient second = joinAsNew(server, "ada again", Provider.Y_WEBSOCKET_1, "tab-2");

        first.insertText(0, "one ");
        second.insertText(0, "two ");
        first.dropSocket();
        first.awaitEvent("synced", 2);
        second.insertText(0, "three ");

        clients.awaitConverged(first, second);
        first.awaitSaved();
        second.awaitSaved();
        assertCreatedOnceAndRejoinedBy(2);
        assertNobodyWasToldOfAnError(first, second);
        assertThat(first.notes()).contains("one ").contains("two ").contains("three ");
    }

    @Test
    void rejoinOnAnotherServerFindsWhatTheFirstCommitted() {
        YjsClient ada = joinAsNew(server, "ada", Provider.Y_WEBSOCKET_2, "tab");
        ada.insertText(0, "on the first ");
        ada.awaitSaved();

        YjsClient moved = joinAsNew(otherServer, "ada moved", Provider.Y_WEBSOCKET_2, "tab");
        moved.insertText(13, "on the second");

        clients.awaitConverged(ada, moved);
        moved.awaitSaved();
        assertCreatedOnceAndRejoinedBy(1);
        assertNobodyWasToldOfAnError(ada, moved);
        assertOthersSee("on the first on the second");
    }

    @Test
    void rejoinAfterARestartFindsEverything() {
        YjsClient ada = joinAsNew(otherServer, "ada", Provider.Y_WEBSOCKET_3, "tab");
        ada.insertText(0, "before ");
        ada.awaitSaved();

        otherServer.stop();
        ada.awaitEvent("disconnected", 1);
        ada.insertText(7, "while it was down ");
        otherServer.restart();
        ada.awaitEvent("synced", 2);
        ada.insertText(25, "after");
        ada.awaitSaved();

        assertCreatedOnceAndRejoinedBy(1);
        assertThat(ada.events("refused")).isEmpty();
        assertThat(ada.events("closed").getFirst().get("code").asInt()).isEqualTo(1012);
        assertOthersSee("before while it was down after");
    }

    @RepeatedTest(20)
    void of64JoinsAtOnceOneCreatesAnd63RejoinAndNoneIsRefused() {
        List<YjsClient> rush = IntStream.range(0, 64)
                .mapToObj(number -> clients.create(
                        "client " + number,
                        Provider.Y_WEBSOCKET_3,
                        (number % 2 == 0 ? server : otherServer).socketAddress(),
                        workflowId.toString(),
                        Map.of("token", "p" + number + ":editor", "action", "new", "session", "s" + number)))
                .toList();

        clients.goOnline(rush);
        rush.forEach(YjsClient::awaitSynced);

        assertCreatedOnceAndRejoinedBy(63);
        assertNobodyWasToldOfAnError(rush.toArray(YjsClient[]::new));
        assertThat(WorkflowHistory.of(server.address(), workflowId).types()).hasSize(64);
    }

    private YjsClient joinAsNew(WeftProcess at, String name, Provider provider, String session) {
        return clients.join(
                name,
                provider,
                provider.endpoint(at.socketAddress().getPort()),
                provider.room(workflowId),
                Map.of("token", "ada:editor", "action", "new", "session", session));
    }

    private void assertCreatedOnceAndRejoinedBy(int sessions) {
        WorkflowHistory history = WorkflowHistory.of(server.address(), workflowId);
        assertThat(history.types()).startsWith("workflow-created");
        assertThat(history.count("workflow-created")).isEqualTo(1);
        assertThat(history.count("workflow-rejoined")).isEqualTo(sessions);
    }

    private static void assertNobodyWasToldOfAnError(YjsClient... all) {
        assertThat(List.of(all)).allSatisfy(client -> {
            assertThat(client.events("error")).isEmpty();
            assertThat(client.events("refused")).isEmpty();
        });
    }

    private void assertOthersSee(String notes) {
        for (WeftProcess each : List.of(server, otherServer)) {
            YjsClient other = clients.join(
                    "bob at " + each.pid(),
                    Provider.Y_WEBSOCKET_3,
                    each.socketAddress(),
                    workflowId.toString(),
                    Map.of("token", "bob:viewer"));
            other.awaitNotes(notes);
        }
    }
}
