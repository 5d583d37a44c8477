package dev.weft.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;

/**
 * An event store in memory that keeps the one promise everything rests on: the key (stream, sequence) is unique. Can be told to misbehave in the ways a real
 * one does, once for each call.
 */
public final class UniqueKeyEventStorage implements EventStorageEngine {
    private final Map<String, List<DomainEventMessage<?>>> streams = new HashMap<>();
    private final Queue<Runnable> beforeAppends = new ArrayDeque<>();
    private int outcomesToLose;
    private int appendsToFail;
    private int lostRaces;
    private long eventsRead;

    /** Runs something between the next decision and its append: the moment at which another process may be faster. */
    public synchronized void beforeTheNextAppend(Runnable somebodyElse) {
        beforeAppends.add(somebodyElse);
    }

    /** The next appends are stored, but their writers hear of a broken connection. */
    public synchronized void loseTheNextOutcomes(int count) {
        outcomesToLose = count;
    }

    /** The next appends aren't stored, and their writers hear of a broken connection. */
    public synchronized void failTheNextAppends(int count) {
        appendsToFail = count;
    }

    public synchronized List<Object> events(Object streamId) {
        return streams.getOrDefault(streamId.toString(), List.of()).stream()
                .<Object>map(DomainEventMessage::getPayload)
                .toList();
    }

    public synchronized List<DomainEventMessage<?>> messages(Object streamId) {
        return List.copyOf(streams.getOrDefault(streamId.toString(), List.of()));
    }

    /** How often a key was found taken. */
    public synchronized int lostRaces() {
        return lostRaces;
    }

    /** How many events were read, by whomever. */
    public synchronized long eventsRead() {
        return eventsRead;
    }

    @Override
    public void appendEvents(List<? extends EventMessage<?>> events) {
        Runnable somebodyElse;
        synchronized (this) {
            somebodyElse = beforeAppends.poll();
        }
        if (somebodyElse != null) {
            somebodyElse.run();
        }
        append(events);
    }

    private synchronized void append(List<? extends EventMessage<?>> events) {
        if (appendsToFail > 0) {
            appendsToFail--;
            throw new EventStoreException("connection refused");
        }
        for (EventMessage<?> event : events) {
            DomainEventMessage<?> domainEvent = (DomainEventMessage<?>) event;
            List<DomainEventMessage<?>> stream =
                    streams.computeIfAbsent(domainEvent.getAggregateIdentifier(), unused -> new ArrayList<>());
            if (domainEvent.getSequenceNumber() < stream.size()) {
                lostRaces++;
                throw keyTaken(domainEvent);
            }
            if (domainEvent.getSequenceNumber() > stream.size()) {
                throw new IllegalStateException("gap before sequence " + domainEvent.getSequenceNumber());
            }
            stream.add(domainEvent);
        }
        if (outcomesToLose > 0) {
            outcomesToLose--;
            throw new EventStoreException("connection lost during commit");
        }
    }

    private static RuntimeException keyTaken(DomainEventMessage<?> event) {
        String what = "key (" + event.getAggregateIdentifier() + ", " + event.getSequenceNumber() + ") exists";
        return event.getSequenceNumber() == 0
                ? new AggregateStreamCreationException(what)
                : new ConcurrencyException(what);
    }

    @Override
    public synchronized DomainEventStream readEvents(String streamId, long firstSequence) {
        List<DomainEventMessage<?>> stream = streams.getOrDefault(streamId, List.of());
        int first = (int) Math.min(firstSequence, stream.size());
        eventsRead += stream.size() - first;
        return DomainEventStream.of(List.copyOf(stream.subList(first, stream.size())));
    }

    @Override
    public synchronized Optional<Long> lastSequenceNumberFor(String streamId) {
        int length = streams.getOrDefault(streamId, List.of()).size();
        return length == 0 ? Optional.empty() : Optional.of(length - 1L);
    }

    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        // May be lost at any time, and here it always is.
    }

    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String streamId) {
        return Optional.empty();
    }

    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(TrackingToken token, boolean mayBlock) {
        throw new UnsupportedOperationException("no tracking here");
    }
}
