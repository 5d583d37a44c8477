package dev.weft.persistence.events;

import dev.weft.engine.workflow.HostEvent;
import dev.weft.engine.workflow.SelfTold;
import dev.weft.engine.workflow.WorkflowEvent;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.BatchingEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Axon's event storage in PostgreSQL. An append is encoded and chained by its caller, who then waits for {@link GroupCommitter}; reads go
 * through the pool.
 *
 * <p>A token of the whole log is a plain position, without gaps to remember: positions become visible in order.
 */
final class GroupCommitEventStorageEngine extends BatchingEventStorageEngine {

    private static final Logger log = LoggerFactory.getLogger(GroupCommitEventStorageEngine.class);

    private final EventRows rows;
    private final SnapshotRows snapshots;
    private final ChainHeads heads;
    private final GroupCommitter committer;

    GroupCommitEventStorageEngine(
            BatchingEventStorageEngine.Builder builder,
            EventRows rows,
            SnapshotRows snapshots,
            ChainHeads heads,
            GroupCommitter committer) {
        super(builder);
        this.rows = rows;
        this.snapshots = snapshots;
        this.heads = heads;
        this.committer = committer;
    }

    static final class Builder extends BatchingEventStorageEngine.Builder {}

    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        if (events.isEmpty()) {
            return;
        }
        PendingAppend append = encoded(events, serializer);
        committer.submit(append);
        try {
            append.outcome().join();
        } catch (CompletionException e) {
            heads.forget(append.stream());
            throw thrownAnew(e.getCause());
        }
        heads.learn(append.stream(), append.nextSequence() - 1, append.lastHash());
    }

    /** The failure may belong to a whole group: each caller gets an exception of its own type, caused by it. */
    private static RuntimeException thrownAnew(Throwable failure) {
        if (failure instanceof EventStoreException storeFailure) {
            return new EventStoreException(storeFailure.getMessage(), storeFailure.getCause());
        }
        return (RuntimeException) failure; // a lost race, made for this append alone
    }

    private PendingAppend encoded(List<? extends EventMessage<?>> events, Serializer serializer) {
        DomainEventMessage<?> first = domainEvent(events.getFirst());
        UUID stream = UUID.fromString(first.getAggregateIdentifier());
        int firstSequence = checkedSequence(first, first.getSequenceNumber());
        List<EventBytes> encoded = new ArrayList<>(events.size());
        for (int i = 0; i < events.size(); i++) {
            DomainEventMessage<?> event = domainEvent(events.get(i));
            if (!event.getAggregateIdentifier().equals(first.getAggregateIdentifier())
                    || event.getSequenceNumber() != firstSequence + i) {
                throw new EventStoreException("an append is events of one stream in a row, but event "
                        + event.getSequenceNumber() + " of " + event.getAggregateIdentifier() + " follows event "
                        + (firstSequence + i - 1) + " of " + first.getAggregateIdentifier());
            }
            encoded.add(encoded(event, serializer));
        }
        boolean knownToHost = events.stream().allMatch(event -> event.getPayload() instanceof HostEvent);
        return PendingAppend.chained(stream, firstSequence, predecessorOf(stream, firstSequence), encoded, knownToHost);
    }

    private static EventBytes encoded(DomainEventMessage<?> event, Serializer serializer) {
        SerializedObject<byte[]> payload = event.serializePayload(serializer, byte[].class);
        MetaData beside = event.getPayload() instanceof WorkflowEvent told
                ? MetaData.from(SelfTold.removedFrom(event.getMetaData(), told))
                : event.getMetaData();
        return new EventBytes(
                payload.getType().getName(),
                Integer.parseInt(payload.getType().getRevision()),
                EventBytes.microsOf(event.getTimestamp()),
                serializer.serialize(beside, byte[].class).getData(),
                payload.getData());
    }

    private static DomainEventMessage<?> domainEvent(EventMessage<?> event) {
        if (event instanceof DomainEventMessage<?> domainEvent) {
            return domainEvent;
        }
        throw new EventStoreException("event " + event.getPayloadType().getName() + " belongs to no stream");
    }

    private static int checkedSequence(DomainEventMessage<?> event, long sequence) {
        if (sequence < 0 || sequence > Integer.MAX_VALUE - 1_000_000) {
            throw new EventStoreException("event of stream " + event.getAggregateIdentifier() + " can't have sequence "
                    + sequence + ": sequences begin with 0 and a stream ends before 2^31");
        }
        return (int) sequence;
    }

    private byte[] predecessorOf(UUID stream, int firstSequence) {
        if (firstSequence == 0) {
            return HashChain.genesis(stream);
        }
        byte[] known = heads.hashAt(stream, firstSequence - 1);
        if (known != null) {
            return known;
        }
        return reading("the hash of an event of stream " + stream, () -> rows.hashAt(stream, firstSequence - 1L))
                .orElseThrow(() -> new EventStoreException(
                        "stream " + stream + " has no event " + (firstSequence - 1) + " that another could follow"));
    }

    @Override
    public DomainEventStream readEvents(String stream, long firstSequence) {
        return new CompletedEventStream(super.readEvents(stream, firstSequence));
    }

    @Override
    protected List<? extends DomainEventData<?>> fetchDomainEvents(String stream, long firstSequence, int batchSize) {
        UUID id = UUID.fromString(stream);
        List<StoredEvent> events =
                reading("stream " + stream, () -> rows.ofStream(id, Math.max(0, firstSequence), batchSize));
        if (!events.isEmpty()) {
            StoredEvent last = events.getLast();
            heads.learn(id, last.sequence(), last.hash());
        }
        return events;
    }

    @Override
    protected List<? extends TrackedEventData<?>> fetchTrackedEvents(@Nullable TrackingToken token, int batchSize) {
        long position = positionOf(token);
        return reading("events behind position " + position, () -> rows.behind(position, batchSize)).stream()
                .map(event -> new TrackedDomainEventData<>(new GlobalSequenceTrackingToken(event.position()), event))
                .toList();
    }

    private static long positionOf(@Nullable TrackingToken token) {
        return switch (token) {
            case null -> 0;
            case GlobalSequenceTrackingToken at -> at.getGlobalIndex();
            default -> throw new IllegalArgumentException("tokens of this log are positions, not " + token);
        };
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String stream) {
        return reading("stream " + stream, () -> rows.lastSequence(UUID.fromString(stream)));
    }

    @Override
    public TrackingToken createTailToken() {
        return new GlobalSequenceTrackingToken(0);
    }

    @Override
    public TrackingToken createHeadToken() {
        return new GlobalSequenceTrackingToken(
                reading("the last position", rows::lastPosition).orElse(0L));
    }

    @Override
    public TrackingToken createTokenAt(Instant time) {
        return reading("the position at " + time, () -> rows.positionBefore(time))
                .<TrackingToken>map(GlobalSequenceTrackingToken::new)
                .orElseGet(this::createHeadToken);
    }

    @Override
    protected void storeSnapshot(DomainEventMessage<?> snapshot, Serializer serializer) {
        reading("a snapshot", () -> {
            snapshots.store(snapshot, serializer);
            return Map.of();
        });
    }

    /** Deserialized at once: Axon would find out too late that it can't be, and fail the command instead of reading the events. */
    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String stream) {
        return super.readSnapshot(stream).filter(GroupCommitEventStorageEngine::isReadable);
    }

    private static boolean isReadable(DomainEventMessage<?> snapshot) {
        try {
            return snapshot.getPayload() != null;
        } catch (RuntimeException e) {
            log.warn("{} is passed over, the events are read instead: {}", snapshot.getIdentifier(), e.getMessage());
            return false;
        }
    }

    @Override
    protected Stream<? extends DomainEventData<?>> readSnapshotData(String stream) {
        return reading("the snapshot of " + stream, () -> snapshots.of(UUID.fromString(stream))).stream();
    }

    /** Asks the database for something. */
    @FunctionalInterface
    private interface Query<T> {
        T ask() throws SQLException;
    }

    private static <T> T reading(String what, Query<T> query) {
        try {
            return query.ask();
        } catch (SQLException e) {
            throw new EventStoreException("the database failed on " + what, e);
        }
    }
}
