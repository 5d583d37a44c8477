package dev.weft.engine.log;

import dev.weft.engine.workflow.WorkflowId;
import java.util.Collection;
import java.util.Map;

/** Tells which of many streams have grown: the poll behind all open documents of a node, in one query where the store allows. */
public interface StreamLengths {
    /**
     * How many events each stream holds, which is the sequence its next event will get. Streams without events may be left out.
     *
     * @throws LogUnavailableException if the log can't be read now
     */
    Map<WorkflowId, Long> lengthsOf(Collection<WorkflowId> workflowIds);
}
