package dev.weft.persistence.draft;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.engine.log.AxonEventLog;
import dev.weft.persistence.events.JdbcTransactions;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.json.JacksonSerializer;

/**
 * Keeps the table of drafts: a streaming processor that reads the log of all streams, at most one process at a time for each half of
 * the streams. If that process ends, another takes over within seconds.
 *
 * <p>The drafts lag behind by half a second at most when there is nothing else to do. That wait also bounds how often a document that is
 * being typed into is written.
 */
public final class DraftProjection implements AutoCloseable {

    static final String PROCESSOR = "drafts";

    private static final int SEGMENTS = 2;
    private static final int BATCH_SIZE = 500;
    private static final long CACHED_UPDATE_BYTES = 16 << 20;
    private static final Duration CLAIM_TIMEOUT = Duration.ofSeconds(6);
    private static final Duration CLAIM_EXTENSION = Duration.ofSeconds(2);
    private static final Duration CLAIM_INTERVAL = Duration.ofSeconds(1);

    private final PooledStreamingEventProcessor processor;
    private final ScheduledExecutorService coordinator;
    private final ScheduledExecutorService workers;

    private DraftProjection(
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
     * @param eventStore the log
     * @param transactions over the database with the tables
     */
    public static DraftProjection start(EventStore eventStore, JdbcTransactions transactions) {
        ScheduledExecutorService coordinator = Executors.newSingleThreadScheduledExecutor(named("drafts-coordinator"));
        ScheduledExecutorService workers = Executors.newScheduledThreadPool(SEGMENTS, named("drafts-worker"));
        PooledStreamingEventProcessor processor = PooledStreamingEventProcessor.builder()
                .name(PROCESSOR)
                .eventHandlerInvoker(new DraftProjector(
                        new FoldedWorkflows(new AxonEventLog(eventStore), CACHED_UPDATE_BYTES),
                        new DraftTable(transactions.dataSource())))
                .errorHandler(PropagatingErrorHandler.instance())
                .messageSource(eventStore)
                .tokenStore(tokenStore(transactions))
                .transactionManager(transactions)
                .initialToken(source -> source.createTailToken())
                .initialSegmentCount(SEGMENTS)
                .batchSize(BATCH_SIZE)
                .claimExtensionThreshold(CLAIM_EXTENSION.toMillis())
                .tokenClaimInterval(CLAIM_INTERVAL.toMillis())
                .coordinatorExecutor(coordinator)
                .workerExecutor(workers)
                .build();
        processor.start();
        return new DraftProjection(processor, coordinator, workers);
    }

    /** Whether reading has stopped because of a failure; it is tried again by itself. */
    public boolean hasFailed() {
        return processor.isError();
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
