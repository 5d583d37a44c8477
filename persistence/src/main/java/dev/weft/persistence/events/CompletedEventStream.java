package dev.weft.persistence.events;

import dev.weft.engine.workflow.SelfTold;
import dev.weft.engine.workflow.WorkflowEvent;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.jspecify.annotations.Nullable;

/** A stream whose events have, as metadata, also what they say themselves. */
record CompletedEventStream(DomainEventStream stored) implements DomainEventStream {

    @Override
    public DomainEventMessage<?> peek() {
        return completed(stored.peek());
    }

    @Override
    public boolean hasNext() {
        return stored.hasNext();
    }

    @Override
    public DomainEventMessage<?> next() {
        return completed(stored.next());
    }

    @Override
    public @Nullable Long getLastSequenceNumber() {
        return stored.getLastSequenceNumber();
    }

    /** The event with what it says itself as metadata, too. */
    static DomainEventMessage<?> completed(DomainEventMessage<?> event) {
        return event.getPayload() instanceof WorkflowEvent told
                ? event.withMetaData(SelfTold.addedTo(event.getMetaData(), told))
                : event;
    }
}
