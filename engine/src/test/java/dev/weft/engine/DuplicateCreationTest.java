package dev.weft.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.access.Principal;
import dev.weft.engine.access.ProjectAccess;
import dev.weft.engine.access.Role;
import dev.weft.engine.join.JoinOutcome;
import dev.weft.engine.join.JoinRequest;
import dev.weft.engine.request.DocumentRequest;
import dev.weft.engine.request.InMemoryUniqueNames;
import dev.weft.engine.request.RequestOutcome;
import dev.weft.engine.request.Requester;
import dev.weft.engine.request.UniqueNames;
import dev.weft.engine.workflow.JoinAction;
import dev.weft.engine.workflow.JoinKind;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.SessionId;
import dev.weft.engine.workflow.WorkflowCreated;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.engine.workflow.WorkflowRejoined;
import dev.weft.engine.workflow.WorkflowSaved;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The case that this engine was made for: a client that says it is new when it is not, and saves. */
class DuplicateCreationTest {
    private static final ProjectId PROJECT = new ProjectId(UUID.randomUUID());

    private final UniqueKeyEventStorage storage = new UniqueKeyEventStorage();
    private final UniqueNames names = new InMemoryUniqueNames(InstantSource.system());
    private final Engine here = start();
    private final Engine elsewhere = start();
    private final WorkflowId workflow = new WorkflowId(UUID.randomUUID());

    private Engine start() {
        return Engine.start(
                EngineConfiguration.over(storage, ProjectAccess.ofClaims()).withNames(names));
    }

    @AfterEach
    void stop() {
        here.close();
        elsewhere.close();
    }

    @Test
    void whoSavesRejoinsAsNewAndSavesAgainHasOneWorkflowOfTwoVersions() {
        assertThat(joinAsNew(here, "tab")).isEqualTo(JoinKind.NEW);
        assertThat(save(here, "first")).isEqualTo(1);

        assertThat(joinAsNew(here, "tab")).isEqualTo(JoinKind.EXISTING);
        assertThat(save(here, "second")).isEqualTo(2);

        assertCreatedOnceAndSavedTwice();
    }

    @Test
    void twoTabsThatBothSaidNewBeforeTheFirstSaveShareOneWorkflow() {
        assertThat(joinAsNew(here, "tab-1")).isEqualTo(JoinKind.NEW);
        assertThat(joinAsNew(here, "tab-2")).isEqualTo(JoinKind.EXISTING);

        assertThat(save(here, "first")).isEqualTo(1);
        assertThat(save(here, "second")).isEqualTo(2);

        assertCreatedOnceAndSavedTwice();
    }

    @Test
    void theSecondJoinMayBeOnAnotherNode() {
        joinAsNew(here, "tab");
        assertThat(save(here, "first")).isEqualTo(1);

        assertThat(joinAsNew(elsewhere, "tab")).isEqualTo(JoinKind.EXISTING);
        assertThat(save(elsewhere, "second")).isEqualTo(2);

        assertCreatedOnceAndSavedTwice();
    }

    private void assertCreatedOnceAndSavedTwice() {
        assertThat(storage.events(workflow).stream().filter(WorkflowCreated.class::isInstance))
                .hasSize(1);
        assertThat(storage.events(workflow).stream().filter(WorkflowRejoined.class::isInstance))
                .hasSize(1);
        assertThat(storage.events(workflow).stream().filter(WorkflowSaved.class::isInstance))
                .hasSize(2);
    }

    private JoinKind joinAsNew(Engine engine, String session) {
        JoinOutcome outcome = engine.joining()
                .join(new JoinRequest(
                        workflow, PROJECT, JoinAction.NEW, null, ada(), new SessionId(session), null, null));
        return ((JoinOutcome.Joined) outcome).kind();
    }

    /** Renames the workflow and saves it. */
    private int save(Engine engine, String name) {
        Requester ada = new Requester(ada(), new SessionId("tab"), null, null, null);
        DocumentRequest rename =
                new DocumentRequest.Edit(document -> document.getMap("workflow").set("name", name), null);
        engine.hosts().request(workflow, PROJECT, ada, rename).join();
        RequestOutcome outcome = engine.hosts()
                .request(workflow, PROJECT, ada, new DocumentRequest.Save())
                .join();
        return ((RequestOutcome.Saved) outcome).version().lockVersion();
    }

    private static Principal ada() {
        return Principal.withRole("ada", PROJECT, Role.EDITOR);
    }
}
