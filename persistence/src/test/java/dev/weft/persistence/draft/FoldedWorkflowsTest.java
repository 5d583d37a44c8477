package dev.weft.persistence.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.crdt.Doc;
import dev.weft.crdt.YMap;
import dev.weft.engine.log.EventLog;
import dev.weft.engine.log.RecordedEvent;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.UpdateBytes;
import dev.weft.engine.workflow.WorkflowCreated;
import dev.weft.engine.workflow.WorkflowId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FoldedWorkflowsTest {

    private static final ProjectId PROJECT = new ProjectId(UUID.randomUUID());
    private static final int PLENTY = 1 << 20;

    private final LogInMemory log = new LogInMemory();

    @Test
    void eventsInOrderNeedNoLog() {
        var workflow = new SampleWorkflow(PROJECT, "first name");
        RecordedEvent renamed = workflow.rename("second name");
        var workflows = new FoldedWorkflows(log, PLENTY);

        Draft created =
                workflows.foldedThrough(workflow.id, List.of(workflow.event(0))).draft();
        Draft edited = workflows.foldedThrough(workflow.id, List.of(renamed)).draft();

        assertThat(created.name()).isEqualTo("first name");
        assertThat(created.sequence()).isZero();
        assertThat(edited.name()).isEqualTo("second name");
        assertThat(edited.sequence()).isEqualTo(1);
        assertThat(edited.editCount()).isEqualTo(1);
        assertThat(edited.createdAt()).isEqualTo(SampleWorkflow.START);
        assertThat(edited.updatedAt()).isEqualTo(SampleWorkflow.START.plusSeconds(1));
        assertThat(log.reads).isZero();
    }

    @Test
    void evictedWorkflowIsFoldedAnew() {
        var one = new SampleWorkflow(PROJECT, "one");
        var other = new SampleWorkflow(PROJECT, "other");
        var workflows = new FoldedWorkflows(log, 0);
        workflows.foldedThrough(one.id, List.of(one.event(0)));
        workflows.foldedThrough(other.id, List.of(other.event(0)));
        RecordedEvent renamed = one.rename("one, renamed");
        log.holds(one);

        Draft draft = workflows.foldedThrough(one.id, List.of(renamed)).draft();

        assertThat(draft.name()).isEqualTo("one, renamed");
        assertThat(log.reads).isPositive();
    }

    @Test
    void workflowAheadOfAnEventIsLeftAsItIs() {
        var workflow = new SampleWorkflow(PROJECT, "first name");
        RecordedEvent second = workflow.rename("second name");
        workflow.rename("third name");
        log.holds(workflow);
        var workflows = new FoldedWorkflows(log, PLENTY);

        Draft draft = workflows.foldedThrough(workflow.id, List.of(second)).draft();
        Draft again = workflows
                .foldedThrough(workflow.id, List.of(second, workflow.event(2)))
                .draft();

        assertThat(draft.name()).isEqualTo("third name");
        assertThat(draft.sequence()).isEqualTo(2);
        assertThat(draft.editCount()).isEqualTo(2);
        assertThat(again).isEqualTo(draft);
    }

    @Test
    void typesNestedBeyondTheStackHaveNoContent() {
        var editor = new Doc();
        YMap innermost = editor.getMap("workflow");
        for (int depth = 0; depth < 50_000; depth++) {
            var inner = new YMap();
            innermost.set("inner", inner);
            innermost = inner;
        }
        var id = new WorkflowId(UUID.randomUUID());
        var created = new WorkflowCreated(id, PROJECT, "deep", new UpdateBytes(editor.encodeStateAsUpdate()), 0);
        var event = new RecordedEvent(0, created, SampleWorkflow.START, Map.of());

        Draft draft = new FoldedWorkflows(log, PLENTY)
                .foldedThrough(id, List.of(event))
                .draft();

        assertThat(draft.name()).isEqualTo("deep");
        assertThat(draft.content()).isNull();
    }

    @Test
    void longStreamIsReadPageByPage() {
        var workflow = new SampleWorkflow(PROJECT, "name");
        for (int i = 1; i <= 500; i++) {
            workflow.rename("name " + i);
        }
        log.holds(workflow);

        Draft draft = new FoldedWorkflows(log, PLENTY)
                .foldedThrough(workflow.id, List.of(workflow.event(500)))
                .draft();

        assertThat(draft.name()).isEqualTo("name 500");
        assertThat(draft.editCount()).isEqualTo(500);
    }

    @Test
    void eventBeyondTheEndOfTheLogIsAnError() {
        var workflow = new SampleWorkflow(PROJECT, "name");
        log.holds(workflow);
        workflow.rename("second name");
        RecordedEvent beyond = workflow.rename("third name");

        assertThatThrownBy(() -> new FoldedWorkflows(log, PLENTY).foldedThrough(workflow.id, List.of(beyond)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ends before sequence 1, yet the log has shown sequence 2");
    }

    private static final class LogInMemory implements EventLog {
        private final Map<WorkflowId, List<RecordedEvent>> streams = new HashMap<>();
        private int reads;

        void holds(SampleWorkflow workflow) {
            streams.put(workflow.id, new ArrayList<>(workflow.events()));
        }

        @Override
        public List<RecordedEvent> read(WorkflowId workflowId, long fromSequence, int limit) {
            reads++;
            return streams.get(workflowId).stream()
                    .skip(fromSequence)
                    .limit(limit)
                    .toList();
        }
    }
}
