package dev.weft.persistence.readmodel;

import dev.weft.engine.workflow.WorkflowId;
import dev.weft.persistence.events.LoggedEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Collects the events of a processor's batch, and writes what they do to all read models just before the batch commits together with its token.
 *
 * <p>A failure of the database fails the whole batch, which the processor then tries again.
 */
final class ReadModelProjector implements EventHandlerInvoker {

    private final List<StoredModel> models;
    private final ReadModelLock lock;
    private final LongConsumer onCommit;
    private final String batchKey = ReadModelProjector.class.getName() + "#" + System.identityHashCode(this);

    /** @param onCommit is told the position up to which the read models are now */
    ReadModelProjector(List<StoredModel> models, ReadModelLock lock, LongConsumer onCommit) {
        this.models = models;
        this.lock = lock;
        this.onCommit = onCommit;
    }

    @Override
    public boolean canHandle(EventMessage<?> message, Segment segment) {
        return message instanceof DomainEventMessage<?>;
    }

    @Override
    public void handle(EventMessage<?> message, Segment segment) {
        UnitOfWork<?> work = CurrentUnitOfWork.get().root();
        Batch batch = work.getOrComputeResource(batchKey, _ -> {
            Batch fresh = new Batch();
            work.onPrepareCommit(_ -> write(fresh));
            work.afterCommit(_ -> {
                fresh.afterCommit.forEach(Runnable::run);
                onCommit.accept(fresh.position);
            });
            return fresh;
        });
        batch.add(LoggedEvent.of((TrackedEventMessage<?>) message));
    }

    private void write(Batch batch) {
        lock.share();
        for (StoredModel model : models) {
            batch.afterCommit.add(model.take(batch.events));
        }
    }

    /** Events of one batch by stream, in order. */
    private static final class Batch {
        private final Map<WorkflowId, List<LoggedEvent>> events = new LinkedHashMap<>();
        private final List<Runnable> afterCommit = new ArrayList<>();
        private long position;

        void add(LoggedEvent event) {
            events.computeIfAbsent(event.workflowId(), _ -> new ArrayList<>()).add(event);
            position = event.position();
        }
    }
}
