package dev.weft.persistence.readmodel;

import dev.weft.persistence.events.EventLogStorage;
import dev.weft.persistence.projection.Projection;
import dev.weft.persistence.tail.TailedEventStore;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import javax.sql.DataSource;

/**
 * Keeps the live tables of all read models, one batch after the other: whoever reads several of them in one transaction sees them after the same event.
 *
 * <p>They lag behind by the pace. That also bounds how often a document that is being typed into is written.
 */
public final class ReadModelProjection implements AutoCloseable {

    /** Of updates, for each model; the documents folded from them take about seven times as much. */
    private static final long CACHED_BYTES = 4 << 20;

    private static final int CACHED_FOLDS = 10_000;

    private final Projection projection;
    private final TailedEventStore eventStore;

    private ReadModelProjection(Projection projection, TailedEventStore eventStore) {
        this.projection = projection;
        this.eventStore = eventStore;
    }

    /**
     * Starts reading where the last process left off, or at the beginning.
     *
     * @param pace the least time between two looks at the log; the first after a pause comes at once
     * @param position is told how far the tables are; who waits for it doesn't wait for the end of a rest
     */
    public static ReadModelProjection start(
            ReadModels models, EventLogStorage log, Duration pace, ReadModelPosition position) {
        DataSource dataSource = log.transactions().dataSource();
        List<StoredModel> stored = models.all().stream()
                .map(model -> new StoredModel(
                        model, dataSource, ReadModels.LIVE, log.events(), new FoldCache(CACHED_BYTES, CACHED_FOLDS)))
                .toList();
        ReadModelProjector projector = new ReadModelProjector(stored, new ReadModelLock(dataSource), position::reached);
        TailedEventStore eventStore = log.eventStore(pace);
        position.onAwaited(eventStore::hurry);
        return new ReadModelProjection(
                Projection.start(ReadModelPosition.PROCESSOR, 1, projector, eventStore, log.transactions()),
                eventStore);
    }

    /** Somebody waits for the read models, in this process or, as told on the {@link ReadModelPosition#AWAITED_CHANNEL}, in another. */
    public void hurry() {
        eventStore.hurry();
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
