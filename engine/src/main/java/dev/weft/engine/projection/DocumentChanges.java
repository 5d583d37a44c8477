package dev.weft.engine.projection;

import dev.weft.engine.log.AxonEventLog;
import dev.weft.engine.log.RecordedEvent;
import dev.weft.engine.replay.History;
import dev.weft.engine.replay.Replay;
import dev.weft.engine.replay.ReplayStep;
import dev.weft.engine.workflow.WorkflowId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * Tells a listener what the events change that a streaming processor of Axon's hands over. Holds the documents that changed last, so that their next event costs
 * no look at the log; others are folded from the checkpoint before. For a processor with one segment.
 */
public final class DocumentChanges implements EventHandlerInvoker {
    private static final int MOST_DOCUMENTS = 100;

    private final History history;
    private final DocumentListener listener;

    /** Least recently used first. */
    private final Map<WorkflowId, Replay> replays = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<WorkflowId, Replay> eldest) {
            return size() > MOST_DOCUMENTS;
        }
    };

    public DocumentChanges(History history, DocumentListener listener) {
        this.history = history;
        this.listener = listener;
    }

    @Override
    public boolean canHandle(EventMessage<?> message, Segment segment) {
        return message instanceof DomainEventMessage<?>;
    }

    @Override
    public synchronized void handle(EventMessage<?> message, Segment segment) {
        DomainEventMessage<?> domainEvent = (DomainEventMessage<?>) message;
        WorkflowId workflowId = new WorkflowId(UUID.fromString(domainEvent.getAggregateIdentifier()));
        RecordedEvent event = AxonEventLog.recorded(domainEvent);
        // Taken out: whatever fails, the next attempt begins anew.
        Replay replay = standingBefore(event.sequence(), workflowId, replays.remove(workflowId));
        ReplayStep step = replay.take(event);
        listener.changed(new DocumentChange(workflowId, positionOf(message), event, step.authors(), step.changes()));
        if (!event.event().emptiesDocument()) {
            replays.put(workflowId, replay);
        }
    }

    private Replay standingBefore(long sequence, WorkflowId workflowId, @Nullable Replay held) {
        return held != null && held.nextSequence() == sequence ? held : history.replay(workflowId, sequence);
    }

    private static long positionOf(EventMessage<?> message) {
        return message instanceof TrackedEventMessage<?> tracked
                ? tracked.trackingToken().position().orElse(0)
                : 0;
    }

    @Override
    public boolean supportsReset() {
        return true;
    }

    @Override
    public void performReset() {
        performReset(null);
    }

    @Override
    public synchronized <R> void performReset(@Nullable R context) {
        replays.clear();
        listener.replaying();
    }
}
