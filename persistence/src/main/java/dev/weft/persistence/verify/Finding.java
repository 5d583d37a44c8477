package dev.weft.persistence.verify;

import dev.weft.engine.workflow.WorkflowId;
import org.jspecify.annotations.Nullable;

/** What was found. */
public sealed interface Finding {
    /**
     * All of a workflow is as it was written, and as its events give it.
     *
     * @param events   how many there are
     * @param lastHash by which a later check can tell that none was cut off since; of 32 bytes, or 16 if there are no events
     */
    record Intact(WorkflowId workflowId, long events, byte[] lastHash) implements Finding {}

    /**
     * The first thing that is off.
     *
     * @param workflowId null for what belongs to no workflow
     * @param what       which event, checkpoint or row, and what is wrong with it
     */
    record Off(@Nullable WorkflowId workflowId, String what) implements Finding {}
}
