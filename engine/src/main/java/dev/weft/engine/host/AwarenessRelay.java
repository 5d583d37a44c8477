package dev.weft.engine.host;

import dev.weft.engine.workflow.WorkflowId;
import dev.weft.sync.awareness.AwarenessUpdate;

/**
 * The way to the other nodes that may host a document, so that participants see each other wherever they are connected. What is said may be lost, and comes
 * again with the next renewal. Safe for use by many threads; never blocks.
 */
public interface AwarenessRelay {
    /** Tells what has changed about participants of this node. */
    void tell(WorkflowId workflowId, AwarenessUpdate update);

    /** Asks the other nodes for theirs, by {@link NodeAwareness#asked}. */
    void ask(WorkflowId workflowId);

    /** This node is alone. */
    static AwarenessRelay none() {
        return new AwarenessRelay() {
            @Override
            public void tell(WorkflowId workflowId, AwarenessUpdate update) {}

            @Override
            public void ask(WorkflowId workflowId) {}
        };
    }
}
