package dev.weft.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.crdt.Doc;
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
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Past states brought back in a document that is open. */
class RestoringTest {
    private static final ProjectId PROJECT = new ProjectId(UUID.randomUUID());
    private static final Principal ADA = Principal.withRole("ada", PROJECT, Role.EDITOR);
    private static final SessionId TAB = new SessionId("tab");

    private final Engine engine =
            Engine.start(EngineConfiguration.over(new UniqueKeyEventStorage(), ProjectAccess.ofClaims()));
    private final WorkflowId workflow = new WorkflowId(UUID.randomUUID());

    @BeforeEach
    void create() {
        engine.joining().join(new JoinRequest(workflow, PROJECT, JoinAction.NEW, null, ADA, TAB, null, null));
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void everyPastStateOfServerEditsComesBack() {
        edit(doc -> doc.getMap("workflow").set("name", "Second"));
        edit(doc -> doc.getMap("workflow").set("name", "Third"));
        edit(doc -> doc.getMap("workflow").set("name", "Fourth"));

        for (long sequence = 1; sequence <= 3; sequence++) {
            restore(sequence);

            assertThat(live()).isEqualTo(state(sequence));
        }
    }

    private Map<String, @Nullable Object> live() {
        Doc doc = new Doc();
        doc.applyUpdate(engine.hosts().read(workflow).join().orElseThrow().update());
        return doc.toJson();
    }

    private Map<String, @Nullable Object> state(long sequence) {
        return engine.history().stateAt(workflow, sequence).doc().toJson();
    }

    private void restore(long sequence) {
        ask(new DocumentRequest.RestoreTo(engine.history().reversal(workflow, sequence, 1_000 + sequence)));
    }

    private void edit(Consumer<Doc> edit) {
        ask(new DocumentRequest.Edit(edit::accept, null));
    }

    private void ask(DocumentRequest request) {
        assertThat(engine.hosts()
                        .request(workflow, PROJECT, new Requester(ADA, TAB, null, null, null), request)
                        .join())
                .isInstanceOf(RequestOutcome.Done.class);
    }
}
