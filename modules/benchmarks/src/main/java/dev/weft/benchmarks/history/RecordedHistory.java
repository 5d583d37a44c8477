package dev.weft.benchmarks.history;

import dev.weft.benchmarks.Trace;
import dev.weft.crdt.Doc;
import dev.weft.engine.workflow.AppendedUpdate;
import dev.weft.engine.workflow.EventMetadata;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.SessionId;
import dev.weft.engine.workflow.UpdateBytes;
import dev.weft.engine.workflow.UpdatesAppended;
import dev.weft.engine.workflow.WorkflowCreated;
import dev.weft.engine.workflow.WorkflowId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;

/** One workflow into which a trace was typed, an event for each of its updates. Somebody else renamed it once, at {@link #renamedAt}. */
final class RecordedHistory {
    private static final int EVENTS_PER_APPEND = 1_000;

    final WorkflowId workflowId = new WorkflowId(UUID.randomUUID());
    private final SessionId session = new SessionId(UUID.randomUUID().toString());
    private final EventStorageEngine store;
    private final List<DomainEventMessage<?>> waiting = new ArrayList<>();
    private long length;
    private long renamedAt;

    RecordedHistory(EventStorageEngine store) {
        this.store = store;
    }

    /** @param mostEvents or as many as the trace has */
    void record(Trace trace, int mostEvents) {
        Doc seed = new Doc();
        seed.getMap("workflow").set("name", "First");
        ProjectId project = new ProjectId(UUID.randomUUID());
        add(
                new WorkflowCreated(workflowId, project, "First", new UpdateBytes(seed.encodeStateAsUpdate()), 0),
                "creator");
        List<byte[]> updates = trace.updates();
        int count = Math.min(updates.size(), mostEvents - 2);
        for (int i = 0; i < count; i++) {
            if (i == count * 5 / 7) {
                renamedAt = length;
                edited(renaming(seed), "bob");
            }
            edited(updates.get(i), "ada");
        }
        append();
    }

    private static byte[] renaming(Doc seed) {
        List<byte[]> made = new ArrayList<>();
        seed.onUpdate((update, _, _) -> made.add(update.clone()));
        seed.getMap("workflow").set("name", "Second");
        return made.getFirst();
    }

    private void edited(byte[] update, String principal) {
        add(
                new UpdatesAppended(
                        UUID.randomUUID(),
                        List.of(new AppendedUpdate(
                                new UpdateBytes(update), principal, session, null, System.currentTimeMillis()))),
                principal);
    }

    private void add(Object event, String principal) {
        Map<String, String> metadata =
                Map.of(EventMetadata.PRINCIPAL, principal, EventMetadata.SESSION, session.value());
        waiting.add(new GenericDomainEventMessage<>("Workflow", workflowId.toString(), length++, event, metadata));
        if (waiting.size() == EVENTS_PER_APPEND) {
            append();
        }
    }

    private void append() {
        store.appendEvents(List.copyOf(waiting));
        waiting.clear();
    }

    long length() {
        return length;
    }

    /** Sequence of the event that changed {@code /workflow/name}. */
    long renamedAt() {
        return renamedAt;
    }
}
