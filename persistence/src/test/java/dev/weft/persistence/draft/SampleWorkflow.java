package dev.weft.persistence.draft;

import dev.weft.crdt.Doc;
import dev.weft.engine.log.RecordedEvent;
import dev.weft.engine.workflow.AppendedUpdate;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.SessionId;
import dev.weft.engine.workflow.UpdateBytes;
import dev.weft.engine.workflow.UpdatesAppended;
import dev.weft.engine.workflow.WorkflowCreated;
import dev.weft.engine.workflow.WorkflowEvent;
import dev.weft.engine.workflow.WorkflowId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A workflow as its events come to be: an editor, and what it has caused so far. */
final class SampleWorkflow {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    final WorkflowId id = new WorkflowId(UUID.randomUUID());
    private final Doc editor = new Doc();
    private final List<RecordedEvent> events = new ArrayList<>();

    SampleWorkflow(ProjectId project, String name) {
        editor.getMap("workflow").set("name", name);
        add(new WorkflowCreated(id, project, name, new UpdateBytes(editor.encodeStateAsUpdate()), 0));
    }

    /** One edit, as an event with one update. */
    RecordedEvent rename(String name) {
        return edit("workflow", "name", name);
    }

    RecordedEvent edit(String root, String key, Object value) {
        byte[] before = editor.encodeStateVector();
        editor.getMap(root).set(key, value);
        var update = new UpdateBytes(editor.encodeStateAsUpdate(before));
        return add(new UpdatesAppended(
                UUID.randomUUID(),
                List.of(new AppendedUpdate(update, "ada", new SessionId("session-1"), null, 1_764_000_000_000L))));
    }

    private RecordedEvent add(WorkflowEvent event) {
        long sequence = events.size();
        var recorded = new RecordedEvent(sequence, event, START.plusSeconds(sequence), Map.of());
        events.add(recorded);
        return recorded;
    }

    /** All events so far. */
    List<RecordedEvent> events() {
        return List.copyOf(events);
    }

    RecordedEvent event(int sequence) {
        return events.get(sequence);
    }
}
