package dev.weft.engine;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.weft.engine.workflow.UpdatesAppended;
import dev.weft.engine.workflow.WorkflowId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an application does that has an engine in its own process: the example of the page on saving. */
class EditingInProcessTest {
    private static final ProjectId PROJECT = new ProjectId(UUID.randomUUID());
    private static final Path PAGE = Path.of("..", "docs", "save-versions-conflicts.md");
    private static final Path THIS_FILE = Path.of("src/test/java/dev/weft/engine/EditingInProcessTest.java");

    private final UniqueKeyEventStorage storage = new UniqueKeyEventStorage();
    private final Engine engine = Engine.start(EngineConfiguration.over(storage, ProjectAccess.ofClaims()));

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void anApplicationEditsAndSavesAWorkflowInProcess() {
        WorkflowId workflow = new WorkflowId(UUID.randomUUID());
        Principal ada = Principal.withRole("ada", PROJECT, Role.EDITOR);
        engine.joining()
                .join(new JoinRequest(workflow, PROJECT, JoinAction.NEW, null, ada, new SessionId("tab"), null, null));

        // example
        Requester nightlyJob = new Requester(
                Principal.withRole("nightly", PROJECT, Role.EDITOR),
                new SessionId("nightly-1"),
                "nightly job",
                null,
                null);
        DocumentRequest.Edit edit =
                new DocumentRequest.Edit(document -> document.getMap("workflow").set("concurrency", 4), null);
        engine.hosts().request(workflow, PROJECT, nightlyJob, edit).join();
        RequestOutcome saved = engine.hosts()
                .request(workflow, PROJECT, nightlyJob, new DocumentRequest.Save())
                .join();
        // end of example

        assertThat(saved)
                .isInstanceOfSatisfying(
                        RequestOutcome.Saved.class,
                        done -> assertThat(done.version().content().concurrency())
                                .isEqualTo(4));
        UpdatesAppended edited = (UpdatesAppended) storage.events(workflow).get(1);
        assertThat(edited.updates().getFirst().principal()).isEqualTo("nightly");
        assertThat(edited.updates().getFirst().tool()).isEqualTo("nightly job");
    }

    @Test
    void thePageShowsTheseLines() throws IOException {
        List<String> lines =
                Files.readString(THIS_FILE).lines().map(String::strip).toList();
        String example =
                String.join(" ", lines.subList(lines.indexOf("// example") + 1, lines.indexOf("// end of example")));

        assertThat(Files.readString(PAGE).replaceAll("\\s+", " ")).contains(example);
    }
}
