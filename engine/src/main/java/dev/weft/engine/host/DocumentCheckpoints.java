package dev.weft.engine.host;

import dev.weft.engine.log.EventLog;
import dev.weft.engine.workflow.WorkflowId;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where documents are opened from. Safe for use by many threads. */
@FunctionalInterface
public interface DocumentCheckpoints {
    /**
     * The newest checkpoint of a document, among those that hold no more than so many events, that can be used: one that is damaged, of an unknown format, or
     * not of this log is passed over with a warning.
     *
     * @throws dev.weft.engine.log.LogUnavailableException if nobody can tell now
     */
    Optional<DocumentCheckpoint> newest(WorkflowId workflowId, long mostEvents);

    /**
     * The newest of all.
     *
     * @throws dev.weft.engine.log.LogUnavailableException if nobody can tell now
     */
    default Optional<DocumentCheckpoint> newest(WorkflowId workflowId) {
        return newest(workflowId, Long.MAX_VALUE);
    }

    /** Documents are opened from their logs alone. */
    static DocumentCheckpoints none() {
        return (workflowId, mostEvents) -> Optional.empty();
    }

    /** As below, without any on the way. */
    default Optional<DocumentCheckpoint> fold(WorkflowId workflowId, EventLog eventLog) {
        return fold(workflowId, eventLog, new Stride(Long.MAX_VALUE, Long.MAX_VALUE), onTheWay -> {});
    }

    /** How far it is from one checkpoint to the next, at most: so many events, or events with so many bytes of updates. */
    record Stride(long events, long updateBytes) {}

    /**
     * The document after the newest event: what a checkpoint made now holds. Starts from the newest there is; empty if the id never existed.
     *
     * @param stride between checkpoints on the way
     * @param onTheWay receives them, in order; not the one that is returned
     * @throws dev.weft.engine.log.LogUnavailableException if the log can't be read now
     * @throws IllegalStateException if the log holds what can't be folded
     */
    default Optional<DocumentCheckpoint> fold(
            WorkflowId workflowId, EventLog eventLog, Stride stride, Consumer<DocumentCheckpoint> onTheWay) {
        DocumentFold fold = new DocumentFold(workflowId);
        fold.beginWith(this);
        CheckpointsOnTheWay made = new CheckpointsOnTheWay(fold, stride, onTheWay);
        fold.readOn(eventLog, event -> made.folded());
        return fold.isCreated() ? Optional.of(fold.checkpoint()) : Optional.empty();
    }

    /** Says why one is passed over. */
    static void passedOver(WorkflowId workflowId, String why) {
        Logger log = LoggerFactory.getLogger(DocumentCheckpoints.class);
        log.warn("workflow {}: a checkpoint of it is passed over, the log is read instead: {}", workflowId, why);
    }
}
