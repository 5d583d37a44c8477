package dev.weft.engine.projection;

/**
 * Is told what happens to documents. Used by one thread at a time.
 *
 * <p>Each event comes at least once: what was told since the position was last kept comes again after a failure or a restart. Who writes to the database of the log, in
 * the transaction that is open on the thread, gets each exactly once.
 */
@FunctionalInterface
public interface DocumentListener {
    /** One event is in the log. If this throws, it is told again, with those before it since the position was last kept; later ones wait. */
    void changed(DocumentChange change);

    /** All is about to be told again, from the first event of the log. */
    default void replaying() {}
}
