package dev.weft.persistence.events;

import dev.weft.engine.log.AxonEventLog;
import dev.weft.engine.log.RecordedEvent;
import dev.weft.engine.workflow.WorkflowEvent;
import dev.weft.engine.workflow.WorkflowId;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * One event and its place in the log of all streams. What it holds is decoded when it is asked for, so that one that can't be is told by its place.
 *
 * <p>Used by one thread at a time.
 */
public final class LoggedEvent {

    private final WorkflowId workflowId;
    private final long position;
    private final long sequence;
    private final Instant time;
    private final Supplier<RecordedEvent> decoding;
    private @Nullable RecordedEvent decoded;

    private LoggedEvent(
            WorkflowId workflowId, long position, long sequence, Instant time, Supplier<RecordedEvent> decoding) {
        this.workflowId = workflowId;
        this.position = position;
        this.sequence = sequence;
        this.time = time;
        this.decoding = decoding;
    }

    static LoggedEvent of(StoredEvent row, EventReader reader) {
        return new LoggedEvent(
                new WorkflowId(row.stream()),
                row.position(),
                row.sequence(),
                row.getTimestamp(),
                () -> reader.read(row));
    }

    /**
     * As Axon's processors bring it.
     *
     * @throws IllegalArgumentException if the message is none of this log
     */
    public static LoggedEvent of(TrackedEventMessage<?> message) {
        if (!(message instanceof DomainEventMessage<?> event)) {
            throw new IllegalArgumentException(message + " belongs to no stream");
        }
        long position = message.trackingToken()
                .position()
                .orElseThrow(() -> new IllegalArgumentException("no position in " + message));
        return new LoggedEvent(
                new WorkflowId(UUID.fromString(event.getAggregateIdentifier())),
                position,
                event.getSequenceNumber(),
                event.getTimestamp(),
                () -> AxonEventLog.recorded(CompletedEventStream.completed(event)));
    }

    public WorkflowId workflowId() {
        return workflowId;
    }

    /** Place in the log of all streams, from 1. */
    public long position() {
        return position;
    }

    /** Place in its own stream, from 0. */
    public long sequence() {
        return sequence;
    }

    /** When it was written, by the writing node's clock. */
    public Instant time() {
        return time;
    }

    /**
     * All that it holds, brought up to date.
     *
     * @throws RuntimeException of whatever kind if this build can't read it
     */
    public RecordedEvent recorded() {
        if (decoded == null) {
            decoded = decoding.get();
        }
        return decoded;
    }

    /** @throws RuntimeException of whatever kind if this build can't read it */
    public WorkflowEvent event() {
        return recorded().event();
    }

    /**
     * With keys of {@link dev.weft.engine.workflow.EventMetadata}, what the event says itself included.
     *
     * @throws RuntimeException of whatever kind if this build can't read it
     */
    public Map<String, String> metadata() {
        return recorded().metadata();
    }

    @Override
    public String toString() {
        return "event " + sequence + " of workflow " + workflowId + ", position " + position;
    }
}
