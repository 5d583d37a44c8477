package dev.weft.persistence.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.crdt.Doc;
import dev.weft.crdt.YMap;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.UpdateBytes;
import dev.weft.engine.workflow.WorkflowCreated;
import dev.weft.engine.workflow.WorkflowEvent;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.engine.workflow.WorkflowPurged;
import dev.weft.persistence.events.LoggedEvent;
import dev.weft.persistence.table.RowChange;
import dev.weft.persistence.table.WorkflowOrigin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.junit.jupiter.api.Test;

class DraftFoldTest {

    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");
    private static final WorkflowId ID = new WorkflowId(UUID.randomUUID());
    private static final ProjectId PROJECT = new ProjectId(UUID.randomUUID());
    private static final int NAME = 2;
    private static final int LIFECYCLE = 3;
    private static final int CONTENT = 4;

    private final Doc editor = new Doc();
    private final DraftFold fold = DraftFold.fromZero(new WorkflowOrigin(ID, PROJECT, "deep", TIME));
    private final List<RowChange> changes = new ArrayList<>();

    @Test
    void typesNestedBeyondTheStackHaveNoContent() {
        YMap innermost = editor.getMap("workflow");
        for (int depth = 0; depth < 50_000; depth++) {
            YMap inner = new YMap();
            innermost.set("inner", inner);
            innermost = inner;
        }

        fold.fold(event(0, created()), changes::add);
        fold.settle(changes::add);

        assertThat(row().get(NAME)).isEqualTo("deep");
        assertThat(row().get(CONTENT)).isNull();
    }

    @Test
    void aPurgedDocumentLeavesATombstone() {
        editor.getMap("workflow").set("secret", true);

        fold.fold(event(0, created()), changes::add);
        fold.fold(event(1, new WorkflowPurged(UUID.randomUUID())), changes::add);
        fold.settle(changes::add);

        assertThat(row().get(LIFECYCLE)).isEqualTo("purged");
        assertThat(row().get(CONTENT)).isEqualTo("{}");
    }

    @Test
    void nothingNewIsNotWritten() {
        fold.fold(event(0, created()), changes::add);
        fold.settle(changes::add);
        fold.settle(changes::add);

        assertThat(changes).hasSize(1);
    }

    @Test
    void anEventOutOfTurnIsAnError() {
        assertThatThrownBy(() -> fold.fold(event(1, new WorkflowPurged(UUID.randomUUID())), changes::add))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("event 1 of workflow " + ID + ", position 2 comes, but event 0 is next");
    }

    private WorkflowCreated created() {
        return new WorkflowCreated(ID, PROJECT, "deep", new UpdateBytes(editor.encodeStateAsUpdate()), 0);
    }

    private static LoggedEvent event(long sequence, WorkflowEvent event) {
        return LoggedEvent.of(new GenericTrackedDomainEventMessage<>(
                new GlobalSequenceTrackingToken(sequence + 1),
                new GenericDomainEventMessage<>(
                        "Workflow", ID.toString(), sequence, event, Map.of(), "event " + sequence, TIME)));
    }

    private List<?> row() {
        return ((RowChange.Put) changes.getLast()).row().values();
    }
}
