package dev.weft.api.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.api.ServerTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What was saved, looked at by stock clients of all dialects, and written to by none. */
@ServerTest
@Timeout(180)
class VersionRoomsIT {

    @RegisterExtension
    private static final YjsClients clients = YjsClients.start();

    @LocalServerPort
    private int port;

    private final UUID workflowId = UUID.randomUUID();
    private YjsClient editing;

    @BeforeEach
    void saveTwoVersions() {
        editing = look("editing", Provider.PHOENIX, Provider.PHOENIX.room(workflowId), "open");
        editing.awaitSynced();
        for (String name : List.of("First", "Second")) {
            editing.setKey("name", name + " of " + workflowId);
            assertThat(editing.request("save_workflow").get("status").asText()).isEqualTo("ok");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEditorReadsAVersionAndWritesNothingThere(Provider provider) {
        YjsClient olga = look("olga", provider, provider.room(workflowId, 1), "edit");
        olga.awaitSynced();
        assertThat(olga.content().at("/workflow/name").asText()).isEqualTo("First of " + workflowId);
        assertThat(olga.content().at("/workflow/lock_version").asInt()).isEqualTo(1);

        olga.setKey("name", "Rewritten");
        olga.awaitEvent("refused", 1);

        assertThat(olga.events("refused").getFirst().get("reason").asText()).contains("not allowed to change");
        assertThat(olga.outstanding()).isPositive();
        YjsClient vera = look("vera", provider, provider.room(workflowId, 1), "edit");
        vera.awaitSynced();
        assertThat(vera.content().at("/workflow/name").asText()).isEqualTo("First of " + workflowId);
        assertThat(editing.content().at("/workflow/name").asText()).isEqualTo("Second of " + workflowId);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "HOCUSPOCUS_.*")
    void theScopeOfAVersionIsReadonly(Provider provider) {
        YjsClient olga = look("olga", provider, provider.room(workflowId, 2), "edit");

        olga.awaitEvent("authenticated", 1);

        assertThat(olga.events("authenticated").getFirst().get("scope").asText())
                .isEqualTo("readonly");
    }

    @ParameterizedTest
    @EnumSource(names = {"HOCUSPOCUS_2", "HOCUSPOCUS_4", "PHOENIX"})
    void requestsThatWriteAreRefusedAndNobodyElsesDisturb(Provider provider) {
        YjsClient olga = look("olga", provider, provider.room(workflowId, 1), "edit");
        olga.awaitSynced();

        for (String event : List.of("save_workflow", "reset_workflow", "start_applying_workflow")) {
            JsonNode reply = olga.request(event);
            assertThat(reply.at("/response/type").asText()).as(reply.toString()).isEqualTo("read_only_view");
        }
        JsonNode context = olga.request("get_context").get("response");
        assertThat(context.at("/workflow/lock_version").asInt()).isEqualTo(1);
        assertThat(context.at("/latest_snapshot_lock_version").asInt()).isEqualTo(2);
        assertThat(context.at("/permissions/can_edit_workflow").asBoolean()).isFalse();

        editing.setKey("name", "Third of " + workflowId);
        assertThat(editing.request("save_workflow").at("/response/lock_version").asInt())
                .isEqualTo(3);
        editing.request("start_applying_workflow", "{\"message_id\":\"m1\"}");
        editing.awaitEvent("workflow_applying", 1);
        assertThat(olga.request("request_versions").at("/response/versions")).hasSize(3);
        assertThat(olga.events("workflow_saved")).isEmpty();
        assertThat(olga.events("workflow_applying")).isEmpty();
        assertThat(olga.content().at("/workflow/name").asText()).isEqualTo("First of " + workflowId);
    }

    @ParameterizedTest
    @EnumSource(names = {"HOCUSPOCUS_2", "HOCUSPOCUS_3", "HOCUSPOCUS_4", "PHOENIX"})
    void whatIsNoVersionIsRefusedAndAVersionIsNeverNew(Provider provider) {
        YjsClient missing = look("missing", provider, provider.room(workflowId, 9), "edit");
        YjsClient fresh = look("fresh", provider, provider.room(workflowId, 1), "new");

        missing.awaitEvent("refused", 1);
        fresh.awaitEvent("refused", 1);

        assertThat(missing.events("refused").getFirst().get("reason").asText())
                .isEqualTo("snapshot version 9 not found");
        assertThat(fresh.events("refused").getFirst().get("reason").asText()).startsWith("invalid version format");
    }

    private YjsClient look(String person, Provider provider, String room, String action) {
        YjsClient client = clients.create(
                person,
                provider,
                provider.endpoint(port),
                room,
                Map.of("token", person + ":owner", "action", action, "session", person));
        client.goOnline();
        return client;
    }
}
