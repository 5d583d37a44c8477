package dev.weft.persistence.readmodel;

import dev.weft.engine.workflow.WorkflowId;
import java.time.Instant;

/**
 * An event that a read model can't take. It stays in the log, as do the later events of its workflow, which wait for it.
 *
 * @param model name of the read model
 * @param position of the event in the log of all streams
 * @param waiting how many events of the workflow wait, this one included
 * @param error what went wrong, cut after {@value #MAX_ERROR_LENGTH} characters
 * @param tries how often it was tried, at least 1
 */
public record DeadLetter(
        String model,
        WorkflowId workflowId,
        long sequence,
        long position,
        long waiting,
        String error,
        int tries,
        Instant parkedAt) {

    static final int MAX_ERROR_LENGTH = 2_000;
}
