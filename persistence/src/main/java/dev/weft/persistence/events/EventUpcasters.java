package dev.weft.persistence.events;

import java.util.List;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;

/**
 * What brings events of older revisions up to date while they are read, so that nobody behind {@link EventLogStorage} ever meets one: not on
 * load, not in a replay, not in a projection. The log keeps its bytes and its chain.
 *
 * <p>Each takes one event of one revision to the next; a chain takes the oldest through all. One event becomes exactly one, at its place:
 * sequences have no gaps, and hosts count on that. The payload is had as a tree, by {@code upcastPayload(type, JsonNode.class, …)}; UUIDs and
 * updates are binary nodes in it.
 */
public final class EventUpcasters {

    /** Oldest first. Empty, since all events are of their first revisions. */
    private static final List<SingleEventUpcaster> OF_THIS_BUILD = List.of();

    private final EventUpcaster chain;

    private EventUpcasters(List<? extends SingleEventUpcaster> oldestFirst) {
        chain = new EventUpcasterChain(oldestFirst);
    }

    /** From all revisions that were ever written to those of today. */
    public static EventUpcasters ofThisBuild() {
        return new EventUpcasters(OF_THIS_BUILD);
    }

    /** Others than those of this build. */
    public static EventUpcasters of(List<? extends SingleEventUpcaster> oldestFirst) {
        return new EventUpcasters(oldestFirst);
    }

    EventUpcaster chain() {
        return chain;
    }
}
