package dev.weft.engine.join;

import dev.weft.engine.workflow.WorkflowId;
import dev.weft.engine.workflow.WorkflowSeed;

/** Makes the documents of fresh workflows. */
@FunctionalInterface
public interface WorkflowSeeds {
    WorkflowSeed seedOf(WorkflowId workflowId);
}
