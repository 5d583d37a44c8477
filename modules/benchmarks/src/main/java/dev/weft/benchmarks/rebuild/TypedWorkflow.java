package dev.weft.benchmarks.rebuild;

import dev.weft.crdt.Doc;
import dev.weft.crdt.YText;
import dev.weft.engine.content.Job;
import dev.weft.engine.content.WorkflowContent;
import dev.weft.engine.workflow.AppendedUpdate;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.SavedVersion;
import dev.weft.engine.workflow.SessionId;
import dev.weft.engine.workflow.UpdateBytes;
import dev.weft.engine.workflow.UpdatesAppended;
import dev.weft.engine.workflow.WorkflowCreated;
import dev.weft.engine.workflow.WorkflowEvent;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.engine.workflow.WorkflowSaved;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;

/** A workflow with one text that somebody types into, and saves after each {@value #EVENTS_PER_SAVE} events. Used by one thread. */
final class TypedWorkflow {

    private static final int EVENTS_PER_SAVE = 500;

    private final WorkflowId workflowId = new WorkflowId(UUID.randomUUID());
    private final SessionId session = new SessionId(UUID.randomUUID().toString());
    private final UUID job = UUID.randomUUID();
    private final Doc doc = new Doc();
    private final YText body;
    private final int eventsPerAppend;
    private final EventStorageEngine store;
    private final List<DomainEventMessage<?>> waiting = new ArrayList<>();
    private long sequence;
    private int lockVersion;
    private byte[] lastUpdate = {};

    TypedWorkflow(String name, int eventsPerAppend, EventStorageEngine store) {
        this.eventsPerAppend = eventsPerAppend;
        this.store = store;
        doc.getMap("workflow").set("name", name);
        body = doc.getText("body");
        add(new WorkflowCreated(
                workflowId, new ProjectId(UUID.randomUUID()), name, new UpdateBytes(doc.encodeStateAsUpdate()), 0));
        doc.onUpdate((update, _, _) -> lastUpdate = update.clone());
    }

    /** One more event. */
    void type(Random random) {
        body.insert(body.length() - random.nextInt(Math.min(body.length() + 1, 20)), "a");
        UpdateBytes update = new UpdateBytes(lastUpdate);
        add(
                sequence % EVENTS_PER_SAVE == 0
                        ? new WorkflowSaved(UUID.randomUUID(), version(), List.of(), update)
                        : new UpdatesAppended(
                                UUID.randomUUID(),
                                List.of(new AppendedUpdate(
                                        update, "ada", session, "page", System.currentTimeMillis()))));
    }

    private SavedVersion version() {
        Job saved = new Job(job, "Fetch", body.toString(), Job.DEFAULT_ADAPTOR, null, null);
        WorkflowContent content = new WorkflowContent("name", null, true, List.of(saved), List.of(), List.of(), null);
        return new SavedVersion(++lockVersion, content, System.currentTimeMillis());
    }

    private void add(WorkflowEvent event) {
        waiting.add(new GenericDomainEventMessage<>(
                "Workflow", workflowId.toString(), sequence++, event, Map.of("principal", "ada")));
        if (waiting.size() == eventsPerAppend) {
            flush();
        }
    }

    /** Appends what waits. */
    void flush() {
        if (!waiting.isEmpty()) {
            store.appendEvents(List.copyOf(waiting));
            waiting.clear();
        }
    }
}
