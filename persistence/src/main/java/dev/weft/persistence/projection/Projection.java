package dev.weft.persistence.projection;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.persistence.events.JdbcTransactions;
import dev.weft.persistence.tail.TailedEventStore;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.serialization.json.JacksonSerializer;

/**
 * A streaming processor over the log of all streams, at most one process at a time for each part of the streams. If that process ends, another
 * takes over within seconds. What the handler writes in a batch commits together with how far it has read.
 */
public final class Projection implements AutoCloseable {

    /** As many as Axon keeps ready: whatever a turn brings is written by one batch, after another one with the event that woke it. */
    private static final int BATCH_SIZE = 1_024;

    private static final Duration CLAIM_TIMEOUT = Duration.ofSeconds(6);
    private static final Duration CLAIM_EXTENSION = Duration.ofSeconds(2);
    private static final Duration CLAIM_INTERVAL = Duration.ofSeconds(1);

    private final PooledStreamingEventProcessor processor;
    private final ScheduledExecutorService coordinator;
    private final ScheduledExecutorService workers;

    private Projection(
            PooledStreamingEventProcessor processor,
            ScheduledExecutorService coordinator,
            ScheduledExecutorService workers) {
        this.processor = processor;
        this.coordinator = coordinator;
        this.workers = workers;
    }

    /**
     * Starts reading where the last process left off, or at the beginning.
     *
     * @param name of the processor, in the table of tokens
     * @param segments parts of the streams that are read side by side, a power of two; the same for all processes, and for ever
     * @param eventStore the log
     * @param transactions over the database with the tables
     */
    public static Projection start(
            String name,
            int segments,
            EventHandlerInvoker handler,
            TailedEventStore eventStore,
            JdbcTransactions transactions) {
        ScheduledExecutorService coordinator = Executors.newSingleThreadScheduledExecutor(named(name + "-coordinator"));
        ScheduledExecutorService workers = Executors.newScheduledThreadPool(segments, named(name + "-worker"));
        PooledStreamingEventProcessor processor = PooledStreamingEventProcessor.builder()
                .name(name)
                .eventHandlerInvoker(handler)
                .errorHandler(PropagatingErrorHandler.instance())
                .messageSource(eventStore)
                .tokenStore(tokenStore(transactions))
                .transactionManager(eventStore.counting(transactions))
                .initialToken(source -> source.createTailToken())
                .initialSegmentCount(segments)
                .batchSize(BATCH_SIZE)
                .claimExtensionThreshold(CLAIM_EXTENSION.toMillis())
                .tokenClaimInterval(CLAIM_INTERVAL.toMillis())
                .coordinatorExecutor(coordinator)
                .workerExecutor(workers)
                .build();
        processor.registerHandlerInterceptor(new TracedHandling(name));
        processor.start();
        return new Projection(processor, coordinator, workers);
    }

    /** Whether reading has stopped because of a failure; it is tried again by itself. */
    public boolean hasFailed() {
        return processor.isError();
    }

    /** Up to which position this process has read; empty while another process does it. */
    public OptionalLong position() {
        return processor.processingStatus().values().stream()
                .map(EventTrackerStatus::getCurrentPosition)
                .flatMapToLong(OptionalLong::stream)
                .min();
    }

    /**
     * Begins anew at the first event of the log.
     *
     * @throws IllegalStateException if another process holds a part of it
     */
    void replay() {
        processor.shutDown();
        try {
            processor.resetTokens();
        } catch (UnableToClaimTokenException e) {
            throw new IllegalStateException("another process runs this projection", e);
        } finally {
            processor.start();
        }
    }

    /** Finishes the batch under way and hands over to other processes. */
    @Override
    public void close() {
        processor.shutDown();
        coordinator.shutdown();
        workers.shutdown();
    }

    private static TokenStore tokenStore(JdbcTransactions transactions) {
        return JdbcTokenStore.builder()
                .connectionProvider(transactions)
                .schema(TokenSchema.builder()
                        .setTokenTable("weft.token")
                        .setProcessorNameColumn("processor")
                        .setSegmentColumn("segment")
                        .setTokenColumn("token")
                        .setTokenTypeColumn("token_type")
                        .setTimestampColumn("time")
                        .setOwnerColumn("owner")
                        .build())
                .serializer(JacksonSerializer.builder()
                        .objectMapper(new ObjectMapper())
                        .build())
                .contentType(String.class)
                .claimTimeout(CLAIM_TIMEOUT)
                // Readable, and unique even among processes that believe to have the same number on the same machine.
                .nodeId(ManagementFactory.getRuntimeMXBean().getName() + "/" + UUID.randomUUID())
                .build();
    }

    private static ThreadFactory named(String name) {
        return Thread.ofPlatform().name(name + "-", 0).daemon(true).factory();
    }
}
