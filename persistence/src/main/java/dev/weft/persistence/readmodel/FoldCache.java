package dev.weft.persistence.readmodel;

import dev.weft.engine.workflow.WorkflowId;
import dev.weft.persistence.table.WorkflowFold;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Folds of the workflows that had events last, ready for their next. Safe for use by many threads. */
final class FoldCache {

    private final long maxBytes;
    private final int maxFolds;

    /** Least recently used first. */
    private final Map<WorkflowId, WorkflowFold> folds = new LinkedHashMap<>(64, 0.75f, true);

    private long bytes;

    /** @param maxBytes of what folds weigh; one is kept whatever its weight */
    FoldCache(long maxBytes, int maxFolds) {
        this.maxBytes = maxBytes;
        this.maxFolds = maxFolds;
    }

    /** Takes it out: if folding fails half-way, what is left must not be used again. One for another event is of no use, and forgotten. */
    synchronized @Nullable WorkflowFold take(WorkflowId workflowId, long nextSequence) {
        WorkflowFold fold = folds.remove(workflowId);
        if (fold == null) {
            return null;
        }
        bytes -= fold.weightBytes();
        return fold.nextSequence() == nextSequence ? fold : null;
    }

    synchronized void keep(WorkflowId workflowId, WorkflowFold fold) {
        WorkflowFold before = folds.put(workflowId, fold);
        bytes += fold.weightBytes() - (before == null ? 0 : before.weightBytes());
        var oldest = folds.entrySet().iterator();
        while ((bytes > maxBytes || folds.size() > maxFolds) && folds.size() > 1) {
            bytes -= oldest.next().getValue().weightBytes();
            oldest.remove();
        }
    }
}
