package dev.weft.persistence.draft;

import dev.weft.engine.log.AxonEventLog;
import dev.weft.persistence.events.JdbcTransactions;
import dev.weft.persistence.projection.Projection;
import java.util.OptionalLong;
import org.axonframework.eventsourcing.eventstore.EventStore;

/**
 * Keeps the table of drafts.
 *
 * <p>The drafts lag behind by the pace of the store that they are read from. That also bounds how often a document that is being typed
 * into is written.
 */
public final class DraftProjection implements AutoCloseable {

    static final String PROCESSOR = "drafts";

    private static final long CACHED_UPDATE_BYTES = 16 << 20;

    private final Projection projection;

    private DraftProjection(Projection projection) {
        this.projection = projection;
    }

    /**
     * Starts reading where the last process left off, or at the beginning.
     *
     * @param eventStore the log
     * @param transactions over the database with the tables
     */
    public static DraftProjection start(EventStore eventStore, JdbcTransactions transactions) {
        var projector = new DraftProjector(
                new FoldedWorkflows(new AxonEventLog(eventStore), CACHED_UPDATE_BYTES),
                new DraftTable(transactions.dataSource()));
        return new DraftProjection(Projection.start(PROCESSOR, projector, eventStore, transactions));
    }

    /** Whether reading has stopped because of a failure; it is tried again by itself. */
    public boolean hasFailed() {
        return projection.hasFailed();
    }

    /** Up to which position this process has read; empty while another process does it. */
    public OptionalLong position() {
        return projection.position();
    }

    /** Finishes the batch under way and hands over to other processes. */
    @Override
    public void close() {
        projection.close();
    }
}
