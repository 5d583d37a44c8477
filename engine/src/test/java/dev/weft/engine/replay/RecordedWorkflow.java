package dev.weft.engine.replay;

import dev.weft.crdt.Doc;
import dev.weft.crdt.DocOptions;
import dev.weft.engine.log.EventLog;
import dev.weft.engine.log.RecordedEvent;
import dev.weft.engine.workflow.AppendedUpdate;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.SessionId;
import dev.weft.engine.workflow.UpdateBytes;
import dev.weft.engine.workflow.UpdatesAppended;
import dev.weft.engine.workflow.WorkflowCreated;
import dev.weft.engine.workflow.WorkflowEvent;
import dev.weft.engine.workflow.WorkflowId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** A workflow that several people edit, one event for each edit, an hour between two. */
final class RecordedWorkflow implements EventLog {
    static final WorkflowId ID = new WorkflowId(new UUID(0, 1));
    static final Instant CREATED_AT = Instant.parse("2026-01-01T00:00:00Z");

    private final List<RecordedEvent> events = new ArrayList<>();
    private final Map<String, Doc> docs = new HashMap<>();

    RecordedWorkflow() {
        this(seed());
    }

    RecordedWorkflow(byte[] seed) {
        record(new WorkflowCreated(ID, new ProjectId(new UUID(0, 2)), "Untitled", new UpdateBytes(seed), 0));
    }

    private static byte[] seed() {
        Doc seed = new Doc(DocOptions.defaults().withClientId(1_000));
        seed.getMap("workflow").set("name", "Untitled");
        return seed.encodeStateAsUpdate();
    }

    /** Somebody sends an update. */
    void update(String principal, byte[] update) {
        record(new UpdatesAppended(
                new UUID(1, events.size()),
                List.of(new AppendedUpdate(
                        new UpdateBytes(update), principal, new SessionId(principal), null, events.size()))));
    }

    /** Somebody who has seen everything so far edits. */
    RecordedWorkflow edit(String principal, Consumer<Doc> edit) {
        Doc doc = docs.computeIfAbsent(
                principal, _ -> new Doc(DocOptions.defaults().withClientId(docs.size() + 1)));
        for (RecordedEvent event : events) {
            event.event().documentUpdates().forEach(update -> doc.applyUpdate(update.bytes()));
        }
        List<AppendedUpdate> updates = new ArrayList<>();
        var recording = doc.onUpdate((update, _, _) -> updates.add(new AppendedUpdate(
                new UpdateBytes(update.clone()),
                principal,
                new SessionId(principal + "-session"),
                principal + "-tool",
                CREATED_AT.plus(Duration.ofHours(events.size())).toEpochMilli())));
        doc.transact(_ -> edit.accept(doc));
        recording.close();
        record(new UpdatesAppended(new UUID(1, events.size()), updates));
        return this;
    }

    RecordedWorkflow record(WorkflowEvent event) {
        events.add(new RecordedEvent(
                events.size(), event, CREATED_AT.plus(Duration.ofHours(events.size())), Map.of("principal", "server")));
        return this;
    }

    History history() {
        return new History(this);
    }

    /** What a fresh document makes of the first events. */
    Doc fold(long sequence) {
        Doc doc = new Doc();
        for (RecordedEvent event : events.subList(0, (int) sequence + 1)) {
            event.event().documentUpdates().forEach(update -> doc.applyUpdate(update.bytes()));
        }
        return doc;
    }

    @Override
    public List<RecordedEvent> read(WorkflowId workflowId, long fromSequence, int limit) {
        if (!workflowId.equals(ID) || fromSequence >= events.size()) {
            return List.of();
        }
        return events.subList((int) fromSequence, (int) Math.min(events.size(), fromSequence + limit));
    }
}
