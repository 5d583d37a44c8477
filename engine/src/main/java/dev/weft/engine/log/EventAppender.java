package dev.weft.engine.log;

import dev.weft.engine.workflow.EventOrigin;
import dev.weft.engine.workflow.HostEvent;
import dev.weft.engine.workflow.WorkflowId;
import java.util.concurrent.CompletionStage;

/** Appends events to single streams, durably. */
public interface EventAppender {
    /**
     * Appends one event at exactly {@code expectedSequence}. Doing so twice with the same arguments is safe: at most one of them gets in.
     *
     * @return never completes exceptionally: every failure is an {@link AppendOutcome}
     */
    CompletionStage<AppendOutcome> append(
            WorkflowId workflowId, long expectedSequence, HostEvent event, EventOrigin origin);
}
