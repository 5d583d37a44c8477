package dev.weft.engine.log;

import dev.weft.engine.workflow.UpdatesAppended;
import dev.weft.engine.workflow.WorkflowId;
import java.util.concurrent.CompletionStage;

/** Appends updates to one stream, durably. */
public interface UpdateAppender {
    /**
     * Appends one event at exactly {@code expectedSequence}. Doing so twice with the same arguments is safe: at most one of them gets in.
     *
     * @return never completes exceptionally: every failure is an {@link AppendOutcome}
     */
    CompletionStage<AppendOutcome> append(WorkflowId workflowId, long expectedSequence, UpdatesAppended event);
}
