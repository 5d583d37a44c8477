package dev.weft.persistence.checkpoint;

import dev.weft.engine.host.DocumentCheckpoint;
import dev.weft.engine.host.DocumentCheckpoints.Stride;

/**
 * Which checkpoints are kept when newer ones come, so that any past state is near one. A kept one is never larger than the events since the one before,
 * so that all of them together take no more room than the log does.
 *
 * @param stride how far it is from one to the next, unless the document is larger than that
 */
record CheckpointSpacing(Stride stride) {

    /** What an event takes in the log beside the bytes of its updates. */
    private static final int BYTES_OF_AN_EVENT = 200;

    /** At about 150,000 events a second, 55 ms from one to the next. */
    static CheckpointSpacing defaults() {
        return new CheckpointSpacing(new Stride(8_192, 4 << 20));
    }

    /**
     * @param lastKeptEvents how many events the last one that is kept holds
     * @param lastKeptBytes of updates in those
     */
    boolean keeps(DocumentCheckpoint checkpoint, long lastKeptEvents, long lastKeptBytes) {
        long events = checkpoint.nextSequence() - lastKeptEvents;
        long bytes = checkpoint.updateBytes() - lastKeptBytes;
        boolean isFarEnough = events >= stride.events() || bytes >= stride.updateBytes();
        return isFarEnough && bytes + BYTES_OF_AN_EVENT * events >= checkpoint.update().length;
    }
}
