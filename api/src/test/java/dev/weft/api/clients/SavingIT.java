package dev.weft.api.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.api.ServerTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** People who save and reset what they edit together, each with a stock client of a dialect that has requests. */
@ServerTest
@Timeout(180)
class SavingIT {

    private static final String FETCH = "7d2f3a10-0000-4000-8000-000000000001";
    private static final String LOAD = "7d2f3a10-0000-4000-8000-000000000002";

    @RegisterExtension
    private static final YjsClients clients = YjsClients.start();

    @LocalServerPort
    private int port;

    private final UUID workflowId = UUID.randomUUID();
    private final String name = "Nightly " + workflowId;

    @ParameterizedTest
    @CsvSource({"HOCUSPOCUS_2, PHOENIX", "HOCUSPOCUS_3, HOCUSPOCUS_4", "HOCUSPOCUS_4, HOCUSPOCUS_2", "PHOENIX, PHOENIX"
    })
    void aSaveIsAnsweredToTheSaverAndToldToTheOthers(Provider adas, Provider bobs) {
        YjsClient ada = join("ada", adas, "ada:editor");
        YjsClient bob = join("bob", bobs, "bob:editor");
        YjsClient vera = join("vera", Provider.Y_WEBSOCKET_3, "vera:viewer");
        ada.setKey("name", name);
        ada.addJob(FETCH, "Fetch", "fn();");

        JsonNode first = ok(ada.request("save_workflow"));

        assertThat(first.at("/lock_version").asInt()).isEqualTo(1);
        assertThat(first.at("/workflow/name").asText()).isEqualTo(name);
        assertThat(first.at("/workflow/jobs/0/body").asText()).isEqualTo("fn();");
        bob.awaitEvent("workflow_saved", 1);
        vera.awaitValue("/workflow/lock_version", "1");

        bob.awaitValue("/jobs/0/name", "\"Fetch\"");
        bob.insertIntoBody(0, 5, " // twice");
        assertThat(ok(bob.request("save_workflow")).at("/lock_version").asInt()).isEqualTo(2);

        ada.awaitEvent("workflow_saved", 1);
        assertThat(ada.events("workflow_saved"))
                .as("not of the own save")
                .extracting(event -> event.get("latest_snapshot_lock_version").asInt())
                .containsExactly(2);
        assertThat(bob.events("workflow_saved"))
                .extracting(event -> event.get("latest_snapshot_lock_version").asInt())
                .containsExactly(1);
        JsonNode versions = ok(ada.request("request_versions")).get("versions");
        assertThat(versions)
                .extracting(version -> version.get("lock_version").asInt())
                .containsExactly(2, 1);
        assertThat(versions)
                .extracting(version -> version.get("is_latest").asBoolean())
                .containsExactly(true, false);
    }

    @ParameterizedTest
    @EnumSource(names = {"HOCUSPOCUS_2", "HOCUSPOCUS_4", "PHOENIX"})
    void aBrokenRuleIsToldByPathAndInTheDocumentAndLocksNothingUp(Provider provider) {
        YjsClient ada = join("ada", provider, "ada:editor");
        YjsClient bob = join("bob", Provider.Y_WEBSOCKET_3, "bob:editor");
        ada.setKey("name", name);
        ada.addJob(FETCH, "", "fn();");

        JsonNode refusal = refused(ada.request("save_workflow"), "validation_error");
        JsonNode messages = refusal.at("/errors").get("jobs[0].name");
        assertThat(messages).as(refusal.toString()).isNotEmpty();
        bob.awaitValue("/errors/jobs/" + FETCH + "/name", messages.toString());
        assertThat(refused(ada.request("save_workflow"), "validation_error")).isEqualTo(refusal);

        bob.setKeyOfJob(0, "name", "Fetch");
        ada.awaitValue("/jobs/0/name", "\"Fetch\"");
        assertThat(ok(ada.request("save_workflow")).at("/lock_version").asInt()).isEqualTo(1);
        bob.awaitValue("/workflow/lock_version", "1");
        assertThat(bob.content().at("/errors/jobs/" + FETCH).has("name")).isFalse();
        assertThat(ada.events("closed")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"HOCUSPOCUS_2", "HOCUSPOCUS_4", "PHOENIX"})
    void aResetGivesEverybodyWhatWasSavedLast(Provider provider) {
        YjsClient ada = join("ada", provider, "ada:editor");
        YjsClient bob = join("bob", Provider.Y_WEBSOCKET_3, "bob:editor");
        refused(ada.request("reset_workflow"), "validation_error");
        ada.setKey("name", name);
        ada.addJob(FETCH, "Fetch", "fn();");
        ok(ada.request("save_workflow"));
        ada.setKey("name", "Something else");
        ada.addJob(LOAD, "Load", "fn();");
        bob.awaitValue("/jobs/1/name", "\"Load\"");

        JsonNode reset = ok(ada.request("reset_workflow"));

        assertThat(reset.at("/lock_version").asInt()).isEqualTo(1);
        assertThat(reset.at("/workflow_id").asText()).isEqualTo(workflowId.toString());
        bob.awaitValue("/workflow/name", "\"" + name + "\"");
        bob.awaitValue("/jobs/1", "null");
        clients.awaitConverged(ada, bob);
    }

    @ParameterizedTest
    @EnumSource(names = {"HOCUSPOCUS_2", "HOCUSPOCUS_4", "PHOENIX"})
    void aPastStateThatIsBroughtBackIsSeenByEverybodyInTheDocument(Provider provider) throws Exception {
        YjsClient ada = join("ada", provider, "ada:editor");
        YjsClient bob = join("bob", Provider.Y_WEBSOCKET_3, "bob:editor");
        ada.setKey("name", name);
        ada.addJob(FETCH, "Fetch", "fn();");
        ada.awaitSaved();
        long wanted = history().sequences().getLast();
        bob.awaitValue("/jobs/0/name", "\"Fetch\"");
        bob.insertIntoBody(0, 0, "// broken\n");
        bob.setKey("name", "Something else");
        ada.awaitValue("/workflow/name", "\"Something else\"");

        new Outside(port, workflowId).restore("ada:editor", wanted);

        for (YjsClient client : List.of(ada, bob)) {
            client.awaitValue("/workflow/name", "\"" + name + "\"");
            client.awaitValue("/jobs/0/body", "\"fn();\"");
        }
        clients.awaitConverged(ada, bob);
    }

    @ParameterizedTest
    @EnumSource(names = {"HOCUSPOCUS_2", "HOCUSPOCUS_4", "PHOENIX"})
    void aDeletedWorkflowIsNeitherSavedNorResetAndAPurgedOneIsGone(Provider provider) throws Exception {
        YjsClient ada = join("ada", provider, "ada:editor");
        ada.setKey("name", name);
        ok(ada.request("save_workflow"));
        Outside outside = new Outside(port, workflowId);

        outside.delete("ada:editor");

        refused(ada.request("reset_workflow"), "workflow_deleted");
        refused(ada.request("save_workflow"), "workflow_deleted");
        assertThat(ada.content().at("/workflow/deleted_at").isNull()).isFalse();

        outside.purge("olga:owner");

        refused(ada.request("save_workflow"), "workflow_deleted");
        ada.setKey("name", "Too late");
        ada.awaitEvent("refused", 1);
        ok(ada.request("request_current_user"));
        YjsClient again = create("again", provider, provider.room(workflowId), "ada:editor", "new");
        again.goOnline();
        again.awaitEvent("refused", 1);
        assertThat(again.events("refused").getFirst().get("reason").asText()).isEqualTo("workflow not found");
    }

    @ParameterizedTest
    @EnumSource(names = {"HOCUSPOCUS_2", "HOCUSPOCUS_4", "PHOENIX"})
    void aViewerWritesByNoPath(Provider provider) {
        YjsClient ada = join("ada", Provider.PHOENIX, "ada:editor");
        ada.setKey("name", name);
        ok(ada.request("save_workflow"));
        YjsClient vera = join("vera", provider, "vera:viewer");

        for (String event : List.of("save_workflow", "reset_workflow", "start_applying_workflow")) {
            refused(vera.request(event), "unauthorized");
        }
        vera.setKey("name", "Mine");
        vera.awaitEvent("refused", 1);

        assertThat(ok(ada.request("save_workflow")).at("/lock_version").asInt()).isEqualTo(1);
        assertThat(ada.content().at("/workflow/name").asText()).isEqualTo(name);
        assertThat(ada.events("workflow_applying")).isEmpty();
        assertThat(ok(vera.request("request_versions")).get("versions")).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"HOCUSPOCUS_4", "PHOENIX"})
    void whoComesBackAfterASaveStillSayingNewSavesTheNextVersionOfOneWorkflow(Provider provider) {
        YjsClient ada = joinAsNew("ada", provider);
        ada.setKey("name", name);
        assertThat(ok(ada.request("save_workflow")).at("/lock_version").asInt()).isEqualTo(1);

        ada.dropSocket();
        ada.awaitEvent("disconnected", 1);
        ada.addJob(FETCH, "Fetch", "fn();");
        ada.awaitEvent("synced", 2);
        ada.awaitSaved();
        assertThat(ok(ada.request("save_workflow")).at("/lock_version").asInt()).isEqualTo(2);

        WorkflowHistory history = history();
        assertThat(history.count("workflow-created")).isEqualTo(1);
        assertThat(history.count("workflow-saved")).isEqualTo(2);
        assertThat(ada.events("refused")).isEmpty();
    }

    @Test
    void twoTabsThatBothSaidNewSaveOneWorkflow() {
        YjsClient first = joinAsNew("first", Provider.PHOENIX);
        YjsClient second = joinAsNew("second", Provider.HOCUSPOCUS_4);
        first.setKey("name", name);
        first.awaitSaved();
        second.awaitValue("/workflow/name", "\"" + name + "\"");
        second.addJob(FETCH, "Fetch", "fn();");

        assertThat(ok(second.request("save_workflow")).at("/lock_version").asInt())
                .isEqualTo(1);
        first.awaitValue("/jobs/0/name", "\"Fetch\"");
        first.addJob(LOAD, "Load", "fn();");
        assertThat(ok(first.request("save_workflow")).at("/lock_version").asInt())
                .isEqualTo(2);

        assertThat(history().count("workflow-created")).isEqualTo(1);
        clients.awaitConverged(first, second);
    }

    @Test
    void anOutsideChangeLosesNothingOfWhatIsUnsavedAndNamesTheConflicts() throws Exception {
        YjsClient ada = join("ada", Provider.PHOENIX, "ada:editor");
        YjsClient bob = join("bob", Provider.HOCUSPOCUS_4, "bob:editor");
        ada.setKey("name", name);
        ada.addJob(FETCH, "Fetch", "one();\ntwo();\n");
        ok(ada.request("save_workflow"));
        bob.awaitValue("/workflow/lock_version", "1");
        ada.setKey("concurrency", 3);
        ada.awaitSaved();
        bob.insertIntoBody(0, 0, "// ours\n");
        bob.awaitSaved();

        new Outside(port, workflowId).put("ci:editor", """
                {"name": "%s deployed", "concurrency": 5,
                 "jobs": [{"id": "%s", "name": "Fetch", "body": "one();\\ntwo();\\n"},
                          {"id": "%s", "name": "Load", "body": "fn();"}]}
                """.formatted(name, FETCH, LOAD));

        for (YjsClient client : List.of(ada, bob)) {
            client.awaitEvent("workflow_updated_externally", 1);
            JsonNode told = client.events("workflow_updated_externally").getFirst();
            assertThat(told.get("lock_version").asInt()).isEqualTo(2);
            assertThat(told.get("conflicts")).hasSize(1);
            assertThat(told.at("/conflicts/0/field").asText()).isEqualTo("concurrency");
            assertThat(told.at("/conflicts/0/ours").asInt()).isEqualTo(3);
            assertThat(told.at("/conflicts/0/theirs").asInt()).isEqualTo(5);
            client.awaitValue("/workflow/lock_version", "2");
            assertThat(client.content().at("/workflow/name").asText()).isEqualTo(name + " deployed");
            assertThat(client.content().at("/workflow/concurrency").asInt()).isEqualTo(3);
            assertThat(client.content().at("/jobs/0/body").asText()).isEqualTo("// ours\none();\ntwo();\n");
            assertThat(client.content().at("/jobs/1/name").asText()).isEqualTo("Load");
        }
        JsonNode saved = ok(bob.request("save_workflow"));
        assertThat(saved.at("/lock_version").asInt()).isEqualTo(3);
        assertThat(saved.at("/workflow/concurrency").asInt()).isEqualTo(3);
        clients.awaitConverged(ada, bob);
    }

    @Test
    void twoWhoImportTheSameAtOnceMakeNoDoubles() {
        YjsClient ada = join("ada", Provider.PHOENIX, "ada:editor");
        YjsClient bob = join("bob", Provider.HOCUSPOCUS_4, "bob:editor");
        List<YjsClient> both = List.of(ada, bob);
        ada.setKey("name", name);
        ada.awaitSaved();
        clients.goOffline(both);
        for (YjsClient client : both) {
            client.addJob(FETCH, "Fetch", "fn();");
            client.addJob(LOAD, "Load", "fn();");
        }

        clients.goOnline(both);

        both.forEach(YjsClient::awaitSaved);
        for (YjsClient client : both) {
            client.awaitValue("/jobs/2", "null");
        }
        clients.awaitConverged(both);
        JsonNode saved = ok(ada.request("save_workflow"));
        assertThat(saved.at("/workflow/jobs"))
                .extracting(job -> job.get("id").asText())
                .containsExactlyInAnyOrder(FETCH, LOAD);
    }

    private YjsClient join(String person, Provider provider, String token) {
        return online(create(person, provider, provider.room(workflowId), token, "open"));
    }

    private YjsClient joinAsNew(String tab, Provider provider) {
        return online(create(tab, provider, provider.room(workflowId), "ada:editor", "new"));
    }

    private static YjsClient online(YjsClient client) {
        client.goOnline();
        client.awaitSynced();
        return client;
    }

    private YjsClient create(String person, Provider provider, String room, String token, String action) {
        return clients.create(
                person,
                provider,
                provider.endpoint(port),
                room,
                Map.of("token", token, "action", action, "session", person));
    }

    private WorkflowHistory history() {
        return WorkflowHistory.of(Outside.server(port), workflowId);
    }

    private static JsonNode ok(JsonNode reply) {
        assertThat(reply.get("status").asText()).as(reply.toString()).isEqualTo("ok");
        return reply.get("response");
    }

    private static JsonNode refused(JsonNode reply, String type) {
        assertThat(reply.get("status").asText()).as(reply.toString()).isEqualTo("error");
        assertThat(reply.at("/response/type").asText()).as(reply.toString()).isEqualTo(type);
        return reply.get("response");
    }
}
