package dev.weft.persistence.draft;

import dev.weft.engine.log.RecordedEvent;
import dev.weft.engine.workflow.WorkflowEvent;
import dev.weft.engine.workflow.WorkflowId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Collects the events of a processor's batch, and writes each draft once, just before the batch commits together with its token.
 *
 * <p>A failure fails the whole batch, which the processor then tries again: skipping an event would falsify a draft for good.
 */
final class DraftProjector implements EventHandlerInvoker {

    private final FoldedWorkflows workflows;
    private final DraftTable table;
    private final String batchKey = DraftProjector.class.getName() + "#" + System.identityHashCode(this);

    DraftProjector(FoldedWorkflows workflows, DraftTable table) {
        this.workflows = workflows;
        this.table = table;
    }

    /** All events of a stream belong to one segment, so that they come in order. */
    @Override
    public boolean canHandle(EventMessage<?> message, Segment segment) {
        return message instanceof DomainEventMessage<?> event && segment.matches(event.getAggregateIdentifier());
    }

    @Override
    public void handle(EventMessage<?> message, Segment segment) {
        // A processor's threads each hold several segments, and hand each event to all of them.
        if (!canHandle(message, segment)) {
            return;
        }
        UnitOfWork<?> work = CurrentUnitOfWork.get().root();
        Batch batch = work.getOrComputeResource(batchKey, _ -> {
            var fresh = new Batch();
            work.onPrepareCommit(_ -> write(fresh));
            return fresh;
        });
        batch.add((DomainEventMessage<?>) message, position(message));
    }

    private void write(Batch batch) {
        List<Draft> drafts = new ArrayList<>();
        batch.events.forEach((workflowId, events) ->
                drafts.add(workflows.foldedThrough(workflowId, events).draft()));
        table.write(drafts, batch.position);
    }

    private static long position(EventMessage<?> message) {
        return message instanceof TrackedEventMessage<?> tracked
                ? tracked.trackingToken().position().orElse(0)
                : 0;
    }

    /** Events of one batch by stream, in order. */
    private static final class Batch {
        private final Map<WorkflowId, List<RecordedEvent>> events = new LinkedHashMap<>();
        private long position;

        void add(DomainEventMessage<?> event, long position) {
            var workflowId = new WorkflowId(UUID.fromString(event.getAggregateIdentifier()));
            events.computeIfAbsent(workflowId, _ -> new ArrayList<>())
                    .add(new RecordedEvent(
                            event.getSequenceNumber(),
                            (WorkflowEvent) event.getPayload(),
                            event.getTimestamp(),
                            Map.of()));
            this.position = Math.max(this.position, position);
        }
    }
}
