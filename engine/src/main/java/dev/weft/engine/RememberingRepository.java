package dev.weft.engine;

import dev.weft.engine.workflow.WorkflowAggregate;
import dev.weft.engine.workflow.WorkflowSnapshot;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.CachingEventSourcingRepository;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;

/**
 * Loads aggregates from what it remembers of the last load, and the events after that. Axon's cache forgets an aggregate with each lost race, as that has
 * applied an event which is not in the log. On a document that several nodes write to, that is nearly each append: hundreds of events read anew, after which
 * the next race was lost, too.
 *
 * <p>What is remembered is never wrong, only old: it is taken right after a load, before anything is decided upon it. A stream that nobody else writes to
 * is loaded once, and costs nothing more.
 */
final class RememberingRepository extends CachingEventSourcingRepository<WorkflowAggregate> {
    private final EventStore eventStore;
    private final LruCache cache;
    private final LruCache remembered;
    private final int eventsPerSnapshot;

    /**
     * The state after a load.
     *
     * @param readInFullAt how many events there were at the last load that nothing was remembered for
     */
    private record Remembered(WorkflowSnapshot state, long readInFullAt) {}

    /**
     * @param builder that has the same store and cache
     * @param mostRemembered the least recently used beyond these are forgotten
     * @param eventsPerSnapshot after so many events a load starts from the stored snapshot again, so that Axon finds that the next is due
     */
    RememberingRepository(
            EventSourcingRepository.Builder<WorkflowAggregate> builder,
            EventStore eventStore,
            LruCache cache,
            int mostRemembered,
            int eventsPerSnapshot) {
        super(builder);
        this.eventStore = eventStore;
        this.cache = cache;
        this.remembered = new LruCache(mostRemembered);
        this.eventsPerSnapshot = eventsPerSnapshot;
    }

    @Override
    protected EventSourcedAggregate<WorkflowAggregate> doLoadWithLock(String id, @Nullable Long expectedVersion) {
        boolean isCached = cache.containsKey(id);
        EventSourcedAggregate<WorkflowAggregate> loaded = super.doLoadWithLock(id, expectedVersion);
        Remembered before = remembered.get(id);
        if (!isCached) {
            WorkflowSnapshot state = loaded.invoke(WorkflowAggregate::snapshot);
            remember(id, new Remembered(state, before == null ? state.nextSequence() : before.readInFullAt()));
        } else if (before != null && loaded.version() - before.state().nextSequence() > eventsPerSnapshot) {
            remembered.remove(id);
        }
        return loaded;
    }

    private void remember(String id, Remembered loaded) {
        if (loaded.state().nextSequence() - loaded.readInFullAt() > eventsPerSnapshot) {
            remembered.remove(id);
        } else {
            remembered.put(id, loaded);
        }
    }

    @Override
    protected DomainEventStream readEvents(String id) {
        Remembered known = remembered.get(id);
        if (known == null) {
            return super.readEvents(id);
        }
        WorkflowSnapshot state = known.state();
        DomainEventStream remembering = DomainEventStream.of(new GenericDomainEventMessage<>(
                WorkflowAggregate.TYPE, id, state.nextSequence() - 1, WorkflowAggregate.of(state)));
        return DomainEventStream.concat(remembering, eventStore.readEvents(id, state.nextSequence()));
    }
}
