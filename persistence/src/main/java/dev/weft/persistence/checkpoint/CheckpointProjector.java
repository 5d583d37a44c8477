package dev.weft.persistence.checkpoint;

import dev.weft.engine.host.DocumentCheckpoint;
import dev.weft.engine.log.EventLog;
import dev.weft.engine.workflow.WorkflowId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the events of each stream, and folds a document when it is due. It looks at no event's content before that.
 *
 * <p>A document that can't be folded, or not now, has no new checkpoint, and that is all: its log is what counts.
 */
final class CheckpointProjector implements EventHandlerInvoker {

    private static final Logger log = LoggerFactory.getLogger(CheckpointProjector.class);

    /** Streams whose counts are kept; of others, the checkpoint tells how far behind it is. */
    private static final int MOST_COUNTS = 100_000;

    private final PostgresCheckpoints checkpoints;
    private final EventLog eventLog;
    private final Serializer serializer;
    private final CheckpointDue due;

    /** Least recently used first. */
    private final Map<WorkflowId, Since> counts = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<WorkflowId, Since> eldest) {
            return size() > MOST_COUNTS;
        }
    };

    /** What came since the last checkpoint of a stream. */
    private record Since(long nextSequence, long bytes, long documentBytes) {}

    CheckpointProjector(PostgresCheckpoints checkpoints, EventLog eventLog, Serializer serializer, CheckpointDue due) {
        this.checkpoints = checkpoints;
        this.eventLog = eventLog;
        this.serializer = serializer;
        this.due = due;
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
        DomainEventMessage<?> event = (DomainEventMessage<?>) message;
        WorkflowId workflowId = new WorkflowId(UUID.fromString(event.getAggregateIdentifier()));
        long bytes = event.serializePayload(serializer, byte[].class).getData().length;
        try {
            count(workflowId, event.getSequenceNumber(), bytes);
        } catch (RuntimeException e) {
            log.warn(
                    "workflow {}: no checkpoint could be made after event {}",
                    workflowId,
                    event.getSequenceNumber(),
                    e);
        }
    }

    private void count(WorkflowId workflowId, long sequence, long bytes) {
        Since since = known(workflowId);
        if (since == null) {
            since = sequence == 0 ? new Since(0, 0, 0) : since(checkpoints.newest(workflowId));
        }
        if (sequence < since.nextSequence()) {
            return; // the checkpoint was folded from the log, which is further than this reader
        }
        Since grown = new Since(since.nextSequence(), since.bytes() + bytes, since.documentBytes());
        if (due.is(sequence + 1 - grown.nextSequence(), grown.bytes(), grown.documentBytes())) {
            // Counted anew whatever comes of it, so that a document that can't be folded isn't tried at each event.
            remember(workflowId, new Since(sequence + 1, 0, grown.documentBytes()));
            checkpoints
                    .renewed(workflowId, eventLog)
                    .ifPresent(checkpoint -> remember(workflowId, since(Optional.of(checkpoint))));
        } else {
            remember(workflowId, grown);
        }
    }

    private static Since since(Optional<DocumentCheckpoint> checkpoint) {
        return checkpoint
                .map(newest -> new Since(newest.nextSequence(), 0, newest.update().length))
                .orElseGet(() -> new Since(0, 0, 0));
    }

    private synchronized @Nullable Since known(WorkflowId workflowId) {
        return counts.get(workflowId);
    }

    private synchronized void remember(WorkflowId workflowId, Since since) {
        counts.put(workflowId, since);
    }
}
