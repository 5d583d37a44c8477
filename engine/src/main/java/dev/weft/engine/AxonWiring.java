package dev.weft.engine;

import dev.weft.engine.trace.Trace;
import dev.weft.engine.workflow.WorkflowAggregate;
import dev.weft.engine.workflow.WorkflowCommand;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.axonframework.commandhandling.AsynchronousCommandBus;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventsourcing.AggregateSnapshotter;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.GenericAggregateFactory;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.modelling.command.Repository;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;

/** The part of the engine that is Axon's. */
final class AxonWiring {
    /** More than this many events of a stream are never read to decide upon a command, but for those written while a snapshot is taken. */
    private static final int EVENTS_PER_SNAPSHOT = 500;

    private AxonWiring() {}

    /**
     * A configuration, not yet started. Two choices are deliberate: the command bus has no transaction manager, as each waiting command would hold a
     * database connection while the group commit runs; and no module is located on the class path, since one of them reports to Axon's maker.
     *
     * @param mostCachedAggregates the least recently used beyond these are loaded again when needed
     */
    static Configuration configure(EventStore eventStore, int mostCachedAggregates) {
        AggregateConfigurer<WorkflowAggregate> aggregate = AggregateConfigurer.defaultConfiguration(
                        WorkflowAggregate.class)
                .configureRepository(configuration -> repository(configuration, mostCachedAggregates))
                .configureCommandTargetResolver(configuration -> AxonWiring::target);
        return DefaultConfigurer.defaultConfiguration(false)
                .configureCommandBus(configuration -> commandBus())
                .configureEventStore(configuration -> eventStore)
                .registerComponent(Snapshotter.class, AxonWiring::snapshotter)
                .configureAggregate(aggregate)
                .buildConfiguration();
    }

    /** What the commands' annotations say, too: Axon's own way is to search for those with each command anew, a third of what handling one took. */
    private static VersionedAggregateIdentifier target(CommandMessage<?> message) {
        WorkflowCommand command = (WorkflowCommand) message.getPayload();
        return new VersionedAggregateIdentifier(command.workflowId(), null);
    }

    private static Repository<WorkflowAggregate> repository(Configuration configuration, int mostCachedAggregates) {
        LruCache cache = new LruCache(mostCachedAggregates);
        EventStore eventStore = configuration.eventStore();
        return new RememberingRepository(
                EventSourcingRepository.builder(WorkflowAggregate.class)
                        .eventStore(eventStore)
                        .parameterResolverFactory(configuration.parameterResolverFactory())
                        .handlerDefinition(configuration.handlerDefinition(WorkflowAggregate.class))
                        .aggregateFactory(new GenericAggregateFactory<>(WorkflowAggregate.class))
                        .snapshotTriggerDefinition(new EventCountSnapshotTriggerDefinition(
                                configuration.snapshotter(), EVENTS_PER_SNAPSHOT))
                        .repositoryProvider(configuration::repository)
                        .cache(cache),
                eventStore,
                cache,
                mostCachedAggregates,
                EVENTS_PER_SNAPSHOT);
    }

    /** Takes snapshots beside the commands: it reads the events since the last one, and nobody should wait for that. */
    private static Snapshotter snapshotter(Configuration configuration) {
        return AggregateSnapshotter.builder()
                .eventStore(configuration.eventStore())
                .aggregateFactories(List.of(new GenericAggregateFactory<>(WorkflowAggregate.class)))
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    /** Handles each command on a virtual thread of its own, which waits for the commit. Needs no shutdown: idle, it holds no thread. */
    private static CommandBus commandBus() {
        ExecutorService onVirtualThreads = Executors.newVirtualThreadPerTaskExecutor();
        AsynchronousCommandBus commandBus = AsynchronousCommandBus.builder()
                .executor(Trace.carriedBy(onVirtualThreads))
                .build();
        commandBus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(new MessageOrigin()));
        return commandBus;
    }
}
