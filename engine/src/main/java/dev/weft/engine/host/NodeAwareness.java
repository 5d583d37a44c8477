package dev.weft.engine.host;

import dev.weft.engine.workflow.WorkflowId;
import dev.weft.sync.awareness.AwarenessUpdate;

/** What other nodes say by an {@link AwarenessRelay}. Safe for use by many threads; never blocks. */
public interface NodeAwareness {
    /** Another node tells of participants of its own. */
    void told(WorkflowId workflowId, AwarenessUpdate update);

    /** Another node has opened the document and doesn't know who is here. */
    void asked(WorkflowId workflowId);
}
