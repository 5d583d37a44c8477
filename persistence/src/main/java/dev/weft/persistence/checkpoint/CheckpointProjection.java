package dev.weft.persistence.checkpoint;

import dev.weft.persistence.events.EventLogStorage;
import dev.weft.persistence.projection.Projection;
import dev.weft.persistence.tail.TailedEventStore;
import java.time.Duration;
import java.util.OptionalLong;

/** Makes checkpoints of documents that have changed enough since their last one. */
public final class CheckpointProjection implements AutoCloseable {

    static final String PROCESSOR = "checkpoints";

    private static final int SEGMENTS = 2;

    /** Nobody waits for a checkpoint: the log is looked at seldom, and in large batches. */
    private static final Duration PACE = Duration.ofSeconds(1);

    private final Projection projection;

    private CheckpointProjection(Projection projection) {
        this.projection = projection;
    }

    /** Starts reading where the last process left off, or at the beginning. */
    public static CheckpointProjection start(EventLogStorage log, PostgresCheckpoints checkpoints) {
        return start(log, checkpoints, CheckpointDue.defaults());
    }

    static CheckpointProjection start(EventLogStorage log, PostgresCheckpoints checkpoints, CheckpointDue due) {
        TailedEventStore eventStore = log.eventStore(PACE);
        var projector = new CheckpointProjector(checkpoints, log.eventLog(), log.serializer(), due);
        return new CheckpointProjection(
                Projection.start(PROCESSOR, SEGMENTS, projector, eventStore, log.transactions()));
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
