package dev.weft.persistence.readmodel;

import dev.weft.crdt.Doc;
import dev.weft.crdt.YMap;
import dev.weft.engine.content.ConditionType;
import dev.weft.engine.content.Edge;
import dev.weft.engine.content.Job;
import dev.weft.engine.content.Position;
import dev.weft.engine.content.Trigger;
import dev.weft.engine.content.TriggerType;
import dev.weft.engine.content.WorkflowContent;
import dev.weft.engine.log.RecordedEvent;
import dev.weft.engine.workflow.AppendedUpdate;
import dev.weft.engine.workflow.EventMetadata;
import dev.weft.engine.workflow.JoinAction;
import dev.weft.engine.workflow.JoinKind;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.SavedVersion;
import dev.weft.engine.workflow.SessionId;
import dev.weft.engine.workflow.UpdateBytes;
import dev.weft.engine.workflow.UpdatesAppended;
import dev.weft.engine.workflow.WorkflowCreated;
import dev.weft.engine.workflow.WorkflowDeleted;
import dev.weft.engine.workflow.WorkflowEvent;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.engine.workflow.WorkflowPurged;
import dev.weft.engine.workflow.WorkflowRejoined;
import dev.weft.engine.workflow.WorkflowRestored;
import dev.weft.engine.workflow.WorkflowSaved;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;

/** One workflow with what happened to it, a second apart. */
final class SampleWorkflow {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    final WorkflowId id = new WorkflowId(UUID.randomUUID());
    private final Doc editor = new Doc();
    private final List<RecordedEvent> events = new ArrayList<>();
    private int lockVersion;

    SampleWorkflow(ProjectId project, String name) {
        editor.getMap("workflow").set("name", name);
        add(new WorkflowCreated(id, project, name, new UpdateBytes(editor.encodeStateAsUpdate()), 0));
    }

    /** One edit, as an event with one update. */
    RecordedEvent rename(String name) {
        return edit("workflow", "name", name);
    }

    RecordedEvent edit(String root, String key, Object value) {
        return edit(() -> editor.getMap(root).set(key, value));
    }

    private RecordedEvent edit(Runnable change) {
        return add(new UpdatesAppended(
                UUID.randomUUID(),
                List.of(new AppendedUpdate(
                        update(change), "ada", new SessionId("session-1"), "page", 1_764_000_000_000L))));
    }

    /** As an edit of the document, which nobody has saved. */
    RecordedEvent addJob(String name, String body) {
        return edit(() -> {
            YMap job = new YMap();
            editor.getArray("jobs").push(job);
            job.set("name", name);
            job.set("body", body);
        });
    }

    RecordedEvent rejoin() {
        return add(new WorkflowRejoined(JoinAction.NEW, JoinKind.EXISTING, new SessionId("session-2")));
    }

    /** With one job, one trigger, and an edge between the two. */
    RecordedEvent save(String name) {
        return add(new WorkflowSaved(
                UUID.randomUUID(), version(name), List.of(), update("workflow", "lock_version", lockVersion)));
    }

    RecordedEvent delete() {
        return add(new WorkflowDeleted(
                UUID.randomUUID(), "gone_del", 1_764_000_000_000L, update("workflow", "deleted_at", "now")));
    }

    RecordedEvent restore() {
        SavedVersion version = lockVersion == 0 ? null : version("back again");
        return add(new WorkflowRestored(UUID.randomUUID(), version, update("workflow", "deleted_at", "")));
    }

    RecordedEvent purge() {
        return add(new WorkflowPurged(UUID.randomUUID()));
    }

    private SavedVersion version(String name) {
        lockVersion++;
        UUID job = UUID.nameUUIDFromBytes(("job " + lockVersion % 3).getBytes());
        UUID trigger = UUID.nameUUIDFromBytes("trigger".getBytes());
        return new SavedVersion(
                lockVersion,
                new WorkflowContent(
                        name,
                        null,
                        true,
                        List.of(new Job(job, "Fetch", "fn(state => state);", Job.DEFAULT_ADAPTOR, null, null)),
                        List.of(new Trigger(
                                trigger, TriggerType.WEBHOOK, true, null, "path", null, null, null, null, null)),
                        List.of(new Edge(
                                UUID.nameUUIDFromBytes("edge".getBytes()),
                                null,
                                trigger,
                                job,
                                ConditionType.ALWAYS,
                                null,
                                null,
                                true)),
                        Map.of(job, new Position(1, 2))),
                START.plusSeconds(events.size()).toEpochMilli());
    }

    private UpdateBytes update(String root, String key, Object value) {
        return update(() -> editor.getMap(root).set(key, value));
    }

    private UpdateBytes update(Runnable change) {
        byte[] before = editor.encodeStateVector();
        change.run();
        return new UpdateBytes(editor.encodeStateAsUpdate(before));
    }

    RecordedEvent add(WorkflowEvent event) {
        long sequence = events.size();
        var recorded =
                new RecordedEvent(sequence, event, START.plusSeconds(sequence), Map.of(EventMetadata.PRINCIPAL, "ada"));
        events.add(recorded);
        return recorded;
    }

    /** As it is handed to a store. */
    DomainEventMessage<?> message(RecordedEvent event) {
        return new GenericDomainEventMessage<>(
                "Workflow",
                id.toString(),
                event.sequence(),
                event.event(),
                event.metadata(),
                UUID.randomUUID().toString(),
                event.time());
    }

    /** All events so far. */
    List<RecordedEvent> events() {
        return List.copyOf(events);
    }

    RecordedEvent event(int sequence) {
        return events.get(sequence);
    }
}
