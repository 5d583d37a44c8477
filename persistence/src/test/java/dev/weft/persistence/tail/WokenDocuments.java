package dev.weft.persistence.tail;

import dev.weft.engine.log.LogFollower;
import dev.weft.engine.workflow.WorkflowId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers which documents were woken. */
final class WokenDocuments implements LogFollower {

    private final Map<WorkflowId, Long> lengths = new ConcurrentHashMap<>();

    Map<WorkflowId, Long> lengths() {
        return lengths;
    }

    @Override
    public void wake(WorkflowId workflowId, long streamLength) {
        lengths.put(workflowId, streamLength);
    }

    @Override
    public void wakeAll() {}
}
