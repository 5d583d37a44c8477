package dev.weft.engine;

import dev.weft.engine.access.ProjectAccess;
import dev.weft.engine.host.AwarenessRelay;
import dev.weft.engine.host.DocumentCheckpoints;
import dev.weft.engine.host.HostSettings;
import dev.weft.engine.log.AxonEventLog;
import dev.weft.engine.log.EventLog;
import dev.weft.engine.log.StreamLengths;
import dev.weft.engine.request.InMemoryUniqueNames;
import dev.weft.engine.request.UniqueNames;
import java.time.InstantSource;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;

/**
 * What an {@link Engine} is made of.
 *
 * @param eventStore must refuse a second event at a sequence by {@code ConcurrencyException} or {@code AggregateStreamCreationException}
 * @param eventLog reads single streams of the same store
 * @param streamLengths the poll behind all open documents
 * @param names of all workflows: nodes share them as they share the log
 * @param checkpoints that documents are opened from
 * @param relay to other nodes on the same log
 * @param mostCachedAggregates in memory; the least recently used beyond these are loaded again when needed
 */
public record EngineConfiguration(
        EventStore eventStore,
        EventLog eventLog,
        StreamLengths streamLengths,
        DocumentCheckpoints checkpoints,
        AwarenessRelay relay,
        ProjectAccess access,
        UniqueNames names,
        InstantSource clock,
        HostSettings hosts,
        int mostCachedAggregates) {
    private static final int CACHED_AGGREGATES = 10_000;

    /** An engine over a storage engine of Axon's, with settings as they come. The poll looks streams up one by one. */
    public static EngineConfiguration over(EventStorageEngine storageEngine, ProjectAccess access) {
        EventStore eventStore = EmbeddedEventStore.builder()
                .storageEngine(storageEngine)
                .optimizeEventConsumption(false)
                .build();
        return over(eventStore, new AxonEventLog(eventStore), access);
    }

    /** An engine over an event store, with settings as they come. */
    public static EngineConfiguration over(EventStore eventStore, StreamLengths streamLengths, ProjectAccess access) {
        InstantSource clock = InstantSource.system();
        return new EngineConfiguration(
                eventStore,
                new AxonEventLog(eventStore),
                streamLengths,
                DocumentCheckpoints.none(),
                AwarenessRelay.none(),
                access,
                new InMemoryUniqueNames(clock),
                clock,
                HostSettings.defaults(),
                CACHED_AGGREGATES);
    }

    public EngineConfiguration withHosts(HostSettings settings) {
        return new EngineConfiguration(
                eventStore,
                eventLog,
                streamLengths,
                checkpoints,
                relay,
                access,
                names,
                clock,
                settings,
                mostCachedAggregates);
    }

    public EngineConfiguration withClock(InstantSource source) {
        return new EngineConfiguration(
                eventStore,
                eventLog,
                streamLengths,
                checkpoints,
                relay,
                access,
                names,
                source,
                hosts,
                mostCachedAggregates);
    }

    public EngineConfiguration withNames(UniqueNames shared) {
        return new EngineConfiguration(
                eventStore,
                eventLog,
                streamLengths,
                checkpoints,
                relay,
                access,
                shared,
                clock,
                hosts,
                mostCachedAggregates);
    }

    public EngineConfiguration withCheckpoints(DocumentCheckpoints kept) {
        return new EngineConfiguration(
                eventStore, eventLog, streamLengths, kept, relay, access, names, clock, hosts, mostCachedAggregates);
    }

    public EngineConfiguration withEventLog(EventLog reader) {
        return new EngineConfiguration(
                eventStore,
                reader,
                streamLengths,
                checkpoints,
                relay,
                access,
                names,
                clock,
                hosts,
                mostCachedAggregates);
    }

    public EngineConfiguration withRelay(AwarenessRelay toOthers) {
        return new EngineConfiguration(
                eventStore,
                eventLog,
                streamLengths,
                checkpoints,
                toOthers,
                access,
                names,
                clock,
                hosts,
                mostCachedAggregates);
    }
}
