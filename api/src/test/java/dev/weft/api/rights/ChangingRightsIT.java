package dev.weft.api.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.api.auth.TokenIssuer;
import dev.weft.api.clients.Provider;
import dev.weft.api.clients.YjsClient;
import dev.weft.api.clients.YjsClients;
import dev.weft.api.socket.RawClient;
import dev.weft.crdt.Doc;
import dev.weft.persistence.database.WeftDatabase;
import dev.weft.sync.SyncMessage;
import dev.weft.sync.awareness.AwarenessEntry;
import dev.weft.sync.awareness.AwarenessUpdate;
import dev.weft.sync.ywebsocket.YWebsocketFrame;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rights that change while connections are open, with signed tokens, by real sockets. */
@JwtServerTest
class ChangingRightsIT {

    private static final TokenIssuer ISSUER = JwtServerTest.Keys.ISSUER;
    private static final String OLGA = ISSUER.token("olga");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String PERMISSION_DENIED = "02 00";

    @RegisterExtension
    private static final YjsClients clients = YjsClients.start();

    @LocalServerPort
    private int port;

    @Autowired
    private WeftDatabase database;

    @Autowired
    private MeterRegistry meters;

    private Rest rest;
    private String project;
    private UUID workflow;
    private RawClient olga;

    @BeforeEach
    void makeAProjectWithAWorkflow() {
        rest = new Rest(port);
        project = rest.createProject(OLGA);
        workflow = rest.createWorkflow(OLGA, project);
        rest.setRole(OLGA, project, "eva", "editor");
        olga = join(OLGA);
    }

    @AfterEach
    void close() {
        olga.close();
        rest.close();
    }

    @Test
    void memberDemotedWhileTypingMayOnlyReadFromThenOn() throws InterruptedException {
        RawClient eva = join(ISSUER.token("eva"));
        Doc evasTab = new Doc();
        eva.send(types(evasTab, "before"));
        await().atMost(PATIENCE).until(() -> rest.document(OLGA, workflow).contains("before"));

        rest.setRole(OLGA, project, "eva", "viewer");
        eva.awaitFrameStartingWith(PERMISSION_DENIED);
        double refusedBefore = refusedFrames();
        eva.send(types(evasTab, "afterwards"));
        eva.awaitFrameStartingWith(PERMISSION_DENIED);
        assertThat(refusedFrames()).isEqualTo(refusedBefore + 1);
        Doc olgasTab = new Doc();
        byte[] othersEdit = types(olgasTab, "by olga");
        olga.send(othersEdit);

        eva.awaitFrame(HexFormat.of().formatHex(othersEdit));
        assertThat(rest.document(OLGA, workflow)).contains("before", "by olga").doesNotContain("afterwards");

        rest.setRole(OLGA, project, "eva", "editor");
        eva.send(types(new Doc(), "once more"));
        await().atMost(PATIENCE).until(() -> rest.document(OLGA, workflow).contains("once more"));
        eva.close();
    }

    @Test
    void phoenixClientIsToldWhatItMayDoWhenThatChanges() {
        YjsClient eva = clients.join(
                "eva",
                Provider.PHOENIX,
                Provider.PHOENIX.endpoint(port),
                Provider.PHOENIX.room(workflow),
                Map.of("token", ISSUER.token("eva"), "project_id", project, "action", "edit"));

        rest.setRole(OLGA, project, "eva", "viewer");
        eva.awaitEvent("session_context_updated", 1);
        assertThat(mayEdit(eva)).isFalse();

        rest.setRole(OLGA, project, "eva", "editor");
        eva.awaitEvent("session_context_updated", 2);
        assertThat(mayEdit(eva)).isTrue();
    }

    private static boolean mayEdit(YjsClient client) {
        return client.events("session_context_updated")
                .getLast()
                .at("/permissions/can_edit_workflow")
                .asBoolean();
    }

    @Test
    void removedMemberIsSentAwayAtOnceThoughItSaysNothing() {
        RawClient eva = join(ISSUER.token("eva"));

        rest.remove(OLGA, project, "eva");

        assertThat(eva.awaitClose()).isEqualTo(4403);
        olga.assertStillOpen();
    }

    @Test
    void removalByAnotherProcessCountsAtOnceToo() {
        RawClient eva = join(ISSUER.token("eva"));
        JdbcClient otherProcess = JdbcClient.create(database.dataSource());

        otherProcess
                .sql("DELETE FROM weft.membership WHERE project_id = ?::uuid AND principal = 'eva'")
                .param(project)
                .update();
        otherProcess
                .sql("SELECT pg_notify('weft_access', ?)")
                .param(project)
                .query((row, number) -> project)
                .single();

        assertThat(eva.awaitClose()).isEqualTo(4403);
        olga.assertStillOpen();
    }

    @Test
    void projectThatIsToBeDeletedSendsEverybodyAway() {
        RawClient eva = join(ISSUER.token("eva"));

        rest.ask("DELETE", "/projects/" + project, OLGA, null);

        assertThat(eva.awaitClose()).isEqualTo(4403);
        assertThat(olga.awaitClose()).isEqualTo(4403);
        assertThat(rest.call("GET", "/projects/" + project, OLGA, null).statusCode())
                .isEqualTo(404);
        assertThat(rest.call("GET", "/workflows/" + workflow + "/document", OLGA, null)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void expiredTokenEndsTheConnectionWithTheCodeForThat() {
        RawClient eva = join(ISSUER.token(
                "eva", claims -> claims.expirationTime(Date.from(Instant.now().plusSeconds(2)))));

        assertThat(eva.awaitClose()).isEqualTo(4401);
        olga.assertStillOpen();
    }

    @Test
    void supportStaffIsInAsLongAsTheProjectAllowsIt() {
        String sue = ISSUER.token("sue", claims -> claims.claim("support", true));
        rest.ask("PATCH", "/projects/" + project, OLGA, "{\"allowSupportAccess\":true}");
        RawClient connection = join(sue);
        connection.send(types(new Doc(), "may I help"));
        await().atMost(PATIENCE).until(() -> rest.document(sue, workflow).contains("may I help"));

        rest.ask("PATCH", "/projects/" + project, OLGA, "{\"allowSupportAccess\":false}");

        assertThat(connection.awaitClose()).isEqualTo(4403);
    }

    @Test
    void awarenessTellsTheAuthenticatedIdentityAndTheLogDoesNot() throws InterruptedException {
        RawClient eva = join(ISSUER.token(
                "eva", claims -> claims.claim("name", "Eva Ibbotson").claim("email", "eva@example.org")));

        eva.send(awareness(77, "{\"user\":{\"id\":\"olga\",\"name\":\"Olga\",\"color\":\"#abc\"},\"cursor\":null}"));
        eva.send(types(new Doc(), "signed"));

        String shown = new String(
                HexFormat.of().parseHex(olga.awaitFrameStartingWith("01").substring(4)), StandardCharsets.UTF_8);
        assertThat(shown)
                .contains(
                        "{\"user\":{\"id\":\"eva\",\"name\":\"Eva Ibbotson\",\"color\":\"#abc\",\"email\":\"eva@example.org\"},\"cursor\":null}");
        await().atMost(PATIENCE).until(() -> rest.document(OLGA, workflow).contains("signed"));
        assertThat(rest.ask("GET", "/workflows/" + workflow + "/events", OLGA, null)
                        .toString())
                .contains("\"principal\":\"eva\"")
                .doesNotContain("Ibbotson")
                .doesNotContain("example.org");
        eva.close();
    }

    private double refusedFrames() {
        return meters.get("weft.frames.refused")
                .tag("reason", "read-only")
                .functionCounter()
                .count();
    }

    private RawClient join(String token) {
        return new RawClient(URI.create(
                "ws://127.0.0.1:" + port + "/yjs/" + workflow + "?project_id=" + project + "&token=" + token));
    }

    /** A frame with an edit of a person's own document. */
    private static byte[] types(Doc tab, String text) {
        byte[][] update = new byte[1][];
        tab.onUpdate((bytes, origin, transaction) -> update[0] = bytes.clone());
        tab.getText("notes").insert(0, text);
        return new YWebsocketFrame.Sync(new SyncMessage.Update(update[0])).encode();
    }

    private static byte[] awareness(long clientId, String json) {
        return new YWebsocketFrame.Awareness(new AwarenessUpdate(List.of(new AwarenessEntry(clientId, 1, json))))
                .encode();
    }
}
