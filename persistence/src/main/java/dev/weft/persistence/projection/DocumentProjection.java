package dev.weft.persistence.projection;

import dev.weft.engine.projection.DocumentChanges;
import dev.weft.engine.projection.DocumentListener;
import dev.weft.engine.replay.History;
import dev.weft.persistence.events.EventLogStorage;
import java.util.OptionalLong;

/**
 * A projection of an application's own: a listener that is told all that ever happened to documents, and goes on where it left off. One process at a time runs
 * it; if that ends, another takes over within seconds.
 */
public final class DocumentProjection implements AutoCloseable {

    private final Projection projection;

    private DocumentProjection(Projection projection) {
        this.projection = projection;
    }

    /**
     * Starts where the listener of this name left off, or at the first event of the log.
     *
     * @param name     of the position in the table of tokens: the same after each restart, and nobody else's
     * @param listener what it writes to this database, by {@link EventLogStorage#transactions}, commits together with its position
     */
    public static DocumentProjection start(
            String name, EventLogStorage log, History history, DocumentListener listener) {
        return new DocumentProjection(Projection.start(
                name, 1, new DocumentChanges(history, listener), log.eventStore(), log.transactions()));
    }

    /** Up to which position of the log the listener was told; empty while another process does it. */
    public OptionalLong position() {
        return projection.position();
    }

    /** Whether the listener has failed; it is told again by itself, later each time. */
    public boolean hasFailed() {
        return projection.hasFailed();
    }

    /**
     * Tells the listener everything again, from the first event of the log.
     *
     * @throws IllegalStateException if another process runs this projection
     */
    public void replay() {
        projection.replay();
    }

    /** Finishes the batch under way and hands over to other processes. */
    @Override
    public void close() {
        projection.close();
    }
}
