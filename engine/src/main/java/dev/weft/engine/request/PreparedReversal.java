package dev.weft.engine.request;

import dev.weft.crdt.Doc;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What it takes to bring a document back to an earlier state: made before the request's turn comes, as it takes the whole history. Safe for use by many
 * threads.
 */
public interface PreparedReversal {
    /** The most events that may have come since this was made. */
    int MOST_LATER_EVENTS = 2_000;

    /** The event whose state comes back. */
    long toSequence();

    /**
     * The update that brings the state back.
     *
     * @param nextSequence how many events the document holds that is to be brought back; reads those that have come since this was made
     * @param alongside    edits the document in the same transaction, after it was brought back
     * @return empty if nothing is otherwise
     * @throws OutdatedReversalException if too many have come, or the document is behind
     * @throws dev.weft.engine.log.LogUnavailableException if the log can't be read now
     */
    Optional<byte[]> updateFor(long nextSequence, Consumer<Doc> alongside);

    /** So much has happened since a reversal was prepared that it has to be prepared anew. */
    final class OutdatedReversalException extends RuntimeException {
        public OutdatedReversalException(String message) {
            super(message);
        }
    }
}
