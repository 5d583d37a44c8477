package dev.weft.persistence.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.crdt.Doc;
import dev.weft.engine.Engine;
import dev.weft.engine.EngineConfiguration;
import dev.weft.engine.access.Principal;
import dev.weft.engine.access.ProjectAccess;
import dev.weft.engine.access.Role;
import dev.weft.engine.join.JoinRequest;
import dev.weft.engine.request.DocumentRequest;
import dev.weft.engine.request.RequestOutcome;
import dev.weft.engine.request.Requester;
import dev.weft.engine.workflow.JoinAction;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.SessionId;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.persistence.archive.HistoryImport.Imported;
import dev.weft.persistence.database.FreshDatabase;
import dev.weft.persistence.database.WeftDatabase;
import dev.weft.persistence.events.ChainVerifier;
import dev.weft.persistence.events.EventLogStorage;
import dev.weft.persistence.names.PostgresUniqueNames;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(FreshDatabase.class)
class HistoryArchiveIT {

    private static final ProjectId PROJECT = new ProjectId(UUID.randomUUID());
    private static final Principal ADA = Principal.withRole("ada", PROJECT, Role.EDITOR);
    private static final SessionId TAB = new SessionId("tab");

    private final WorkflowId workflow = new WorkflowId(UUID.randomUUID());
    private final WorkflowId copy = new WorkflowId(UUID.randomUUID());
    private WeftDatabase database;
    private EventLogStorage storage;
    private Engine engine;

    @BeforeEach
    void recordAHistory(WeftDatabase fresh) {
        database = fresh;
        start();
        create(workflow);
        edit(workflow, doc -> doc.getMap("workflow").set("name", "Nightly"));
        ask(workflow, new DocumentRequest.Save());
        edit(workflow, doc -> doc.getText("notes").insert(0, "not saved yet"));
    }

    private void start() {
        storage = new EventLogStorage(database);
        engine = Engine.start(
                EngineConfiguration.over(storage.eventStore(), storage.streamLengths(), ProjectAccess.ofClaims())
                        .withEventLog(storage.eventLog())
                        .withNames(new PostgresUniqueNames(database.dataSource())));
    }

    @AfterEach
    void close() {
        engine.close();
        storage.close();
    }

    @Test
    void historyIsTheSameByteForByteWhereItIsImported() throws IOException {
        byte[] archive = export(workflow);
        forgetEverything();

        Imported imported = imported(archive, null);

        assertThat(imported.events()).isEqualTo(4);
        assertThat(export(workflow)).isEqualTo(archive);
        assertThat(textOf(workflow)).isEqualTo("not saved yet");
        edit(workflow, doc -> doc.getText("notes").insert(0, "still "));
        assertThat(textOf(workflow)).isEqualTo("still not saved yet");
        assertIntact(workflow);
    }

    @Test
    void copyIsAWorkflowOfItsOwn() throws IOException {
        imported(export(workflow), copy);

        edit(copy, doc -> doc.getText("notes").delete(0, 4));

        assertThat(textOf(copy)).isEqualTo("saved yet");
        assertThat(textOf(workflow)).isEqualTo("not saved yet");
        assertThat(document(copy).getMap("workflow").get("id")).isEqualTo(copy.toString());
        assertThat(engine.history().stateAt(copy, 1).doc().getMap("workflow").get("name"))
                .isEqualTo("Nightly");
        assertIntact(copy);
        // The name is that of the original: the next save of the copy needs another.
        assertThat(outcome(copy, new DocumentRequest.Save())).isInstanceOf(RequestOutcome.Refused.class);
        edit(copy, doc -> doc.getMap("workflow").set("name", "Nightly, tried out"));
        assertThat(outcome(copy, new DocumentRequest.Save())).isInstanceOf(RequestOutcome.Saved.class);
    }

    @Test
    void idThatIsKnownIsRefused() throws IOException {
        byte[] archive = export(workflow);

        assertThatThrownBy(() -> imported(archive, null))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining(workflow + " is known here");
    }

    @Test
    void nameThatSomebodyElseHasIsRefusedAndNothingIsImported() throws IOException {
        byte[] archive = export(workflow);
        forgetEverything();
        create(copy);
        edit(copy, doc -> doc.getMap("workflow").set("name", "Nightly"));
        ask(copy, new DocumentRequest.Save());

        assertThatThrownBy(() -> imported(archive, null))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("taken the names [Nightly]");
        assertThat(engine.eventLog().read(workflow, 0, 1)).isEmpty();
    }

    @Test
    void archiveWithAnyByteFlippedIsRefused() throws IOException {
        byte[] archive = export(workflow);
        forgetEverything();

        for (int at = 0; at < archive.length; at += 7) {
            byte[] altered = archive.clone();
            altered[at] ^= 1;
            assertThatThrownBy(() -> imported(altered, null))
                    .as("byte %d of %d", at, archive.length)
                    .isInstanceOf(ArchiveException.class);
        }
        assertThat(JdbcClient.create(database.dataSource())
                        .sql("SELECT count(*) FROM weft.event")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void archiveThatIsCutOffOrGoesOnIsRefused() throws IOException {
        byte[] archive = export(workflow);
        forgetEverything();

        for (int length = 0; length < archive.length; length += 11) {
            byte[] cut = Arrays.copyOf(archive, length);
            assertThatThrownBy(() -> imported(cut, null))
                    .as("%d bytes of %d", length, archive.length)
                    .isInstanceOf(ArchiveException.class)
                    .hasMessageContaining("cut off");
        }
        byte[] longer = Arrays.copyOf(archive, archive.length + 1);
        assertThatThrownBy(() -> imported(longer, null)).hasMessageContaining("behind the end");
    }

    @Test
    void historyThatWasAlteredIsNotExported() {
        JdbcClient.create(database.dataSource())
                .sql("UPDATE weft.event SET time = time + interval '1 second' WHERE sequence = 2")
                .update();

        assertThatThrownBy(() -> export(workflow))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("event 2 of workflow " + workflow);
        assertThatThrownBy(() -> export(copy)).hasMessageContaining("has no events");
    }

    private byte[] export(WorkflowId id) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new HistoryExport(storage.storedEvents()).write(id, out);
        return out.toByteArray();
    }

    private Imported imported(byte[] archive, @Nullable WorkflowId as) throws IOException {
        return new HistoryImport(database, storage).read(new ByteArrayInputStream(archive), as);
    }

    /** As on another server, which knows nothing of the workflow. */
    private void forgetEverything() {
        close();
        JdbcClient.create(database.dataSource())
                .sql("TRUNCATE weft.event, weft.stream, weft.snapshot, weft.unique_name")
                .update();
        start();
    }

    private void create(WorkflowId id) {
        engine.joining().join(new JoinRequest(id, PROJECT, JoinAction.NEW, null, ADA, TAB, null, null));
    }

    private void edit(WorkflowId id, Consumer<Doc> edit) {
        ask(id, new DocumentRequest.Edit(edit::accept, null));
    }

    private void ask(WorkflowId id, DocumentRequest request) {
        assertThat(outcome(id, request)).isInstanceOf(RequestOutcome.Done.class);
    }

    private RequestOutcome outcome(WorkflowId id, DocumentRequest request) {
        return engine.hosts()
                .request(id, PROJECT, new Requester(ADA, TAB, null, null, null), request)
                .join();
    }

    private Doc document(WorkflowId id) {
        Doc doc = new Doc();
        doc.applyUpdate(engine.hosts().read(id).join().orElseThrow().update());
        return doc;
    }

    private String textOf(WorkflowId id) {
        return document(id).getText("notes").toString();
    }

    private void assertIntact(WorkflowId id) {
        assertThat(new ChainVerifier(database.dataSource()).verify(id))
                .isInstanceOf(ChainVerifier.Finding.Intact.class);
    }
}
