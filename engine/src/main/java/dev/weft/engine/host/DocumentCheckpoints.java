package dev.weft.engine.host;

import dev.weft.engine.log.EventLog;
import dev.weft.engine.workflow.WorkflowId;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where documents are opened from. Safe for use by many threads. */
@FunctionalInterface
public interface DocumentCheckpoints {
    /**
     * The newest checkpoint of a document that can be used: one that is damaged, of an unknown format, or not of this log is passed over with a warning.
     *
     * @throws dev.weft.engine.log.LogUnavailableException if nobody can tell now
     */
    Optional<DocumentCheckpoint> newest(WorkflowId workflowId);

    /** Documents are opened from their logs alone. */
    static DocumentCheckpoints none() {
        return workflowId -> Optional.empty();
    }

    /**
     * The document after the newest event: what a checkpoint made now holds. Starts from the newest there is; empty if the id never existed.
     *
     * @throws dev.weft.engine.log.LogUnavailableException if the log can't be read now
     * @throws IllegalStateException if the log holds what can't be folded
     */
    default Optional<DocumentCheckpoint> fold(WorkflowId workflowId, EventLog eventLog) {
        DocumentFold fold = new DocumentFold(workflowId);
        fold.beginWith(this);
        fold.readOn(eventLog, event -> {});
        return fold.isCreated() ? Optional.of(fold.checkpoint()) : Optional.empty();
    }

    /** Says why one is passed over. */
    static void passedOver(WorkflowId workflowId, String why) {
        Logger log = LoggerFactory.getLogger(DocumentCheckpoints.class);
        log.warn("workflow {}: its checkpoint is passed over, the log is read instead: {}", workflowId, why);
    }
}
