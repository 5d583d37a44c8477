package dev.weft.engine;

import dev.weft.engine.workflow.WorkflowAggregate;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.axonframework.commandhandling.AsynchronousCommandBus;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;

/** The part of the engine that is Axon's. */
final class AxonWiring {
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
                .configureCache(configuration -> new LruCache(mostCachedAggregates));
        return DefaultConfigurer.defaultConfiguration(false)
                .configureCommandBus(configuration -> commandBus())
                .configureEventStore(configuration -> eventStore)
                .configureAggregate(aggregate)
                .buildConfiguration();
    }

    /** Handles each command on a virtual thread of its own, which waits for the commit. Needs no shutdown: idle, it holds no thread. */
    private static CommandBus commandBus() {
        ExecutorService onVirtualThreads = Executors.newVirtualThreadPerTaskExecutor();
        AsynchronousCommandBus commandBus =
                AsynchronousCommandBus.builder().executor(onVirtualThreads).build();
        commandBus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(new MessageOrigin()));
        return commandBus;
    }
}
