package dev.weft.persistence.draft;

import dev.weft.engine.log.EventLog;
import dev.weft.engine.log.RecordedEvent;
import dev.weft.engine.workflow.WorkflowCreated;
import dev.weft.engine.workflow.WorkflowId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The workflows that were edited last, folded and ready for their next event; others are folded anew from the log when it comes.
 *
 * <p>A workflow read from the log can be ahead of the event that asked for it. That is harmless: it is still the fold of its stream.
 * Each is one that later events, up to there, no longer change.
 *
 * <p>Used by one thread at a time for each workflow, and by several for different ones.
 */
final class FoldedWorkflows {

    private static final int READ_LIMIT = 200;

    private final EventLog log;
    private final long maxBytes;

    /** Least recently used first. */
    private final Map<WorkflowId, FoldedWorkflow> cached = new LinkedHashMap<>(64, 0.75f, true);

    private long cachedBytes;

    /** @param maxBytes of updates whose documents are kept; one document is kept whatever its size */
    FoldedWorkflows(EventLog log, long maxBytes) {
        this.log = log;
        this.maxBytes = maxBytes;
    }

    /**
     * The workflow, folded up to the given event or further.
     *
     * @throws IllegalStateException if the log doesn't hold what was read from it before
     */
    FoldedWorkflow foldedThrough(WorkflowId workflowId, List<RecordedEvent> events) {
        FoldedWorkflow workflow = take(workflowId);
        if (workflow == null && events.getFirst().event() instanceof WorkflowCreated created) {
            workflow = new FoldedWorkflow(created, events.getFirst().time());
        }
        if (workflow == null || events.getFirst().sequence() > workflow.nextSequence()) {
            workflow = fromTheLog(workflowId);
        }
        for (RecordedEvent event : events) {
            if (event.sequence() == workflow.nextSequence()) {
                workflow.fold(event.event(), event.time());
            }
        }
        if (workflow.nextSequence() <= events.getLast().sequence()) {
            throw new IllegalStateException("workflow " + workflowId + " ends before sequence "
                    + workflow.nextSequence() + ", yet the log has shown sequence "
                    + events.getLast().sequence());
        }
        keep(workflowId, workflow);
        return workflow;
    }

    private FoldedWorkflow fromTheLog(WorkflowId workflowId) {
        List<RecordedEvent> page = log.read(workflowId, 0, READ_LIMIT);
        if (page.isEmpty() || !(page.getFirst().event() instanceof WorkflowCreated created)) {
            throw new IllegalStateException("stream " + workflowId + " doesn't begin with its creation");
        }
        var workflow = new FoldedWorkflow(created, page.getFirst().time());
        page = page.subList(1, page.size());
        while (!page.isEmpty()) {
            page.forEach(event -> workflow.fold(event.event(), event.time()));
            page = log.read(workflowId, workflow.nextSequence(), READ_LIMIT);
        }
        return workflow;
    }

    /** Takes it out: if folding fails half-way, what is left must not be used again. */
    private synchronized @Nullable FoldedWorkflow take(WorkflowId workflowId) {
        FoldedWorkflow workflow = cached.remove(workflowId);
        if (workflow != null) {
            cachedBytes -= workflow.receivedBytes();
        }
        return workflow;
    }

    private synchronized void keep(WorkflowId workflowId, FoldedWorkflow workflow) {
        cached.put(workflowId, workflow);
        cachedBytes += workflow.receivedBytes();
        var oldest = cached.entrySet().iterator();
        while (cachedBytes > maxBytes && cached.size() > 1) {
            cachedBytes -= oldest.next().getValue().receivedBytes();
            oldest.remove();
        }
    }
}
