package dev.weft.engine.request;

import dev.weft.engine.log.EventLog;
import dev.weft.engine.log.RecordedEvent;
import dev.weft.engine.workflow.WorkflowDeleted;
import dev.weft.engine.workflow.WorkflowEvent;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.engine.workflow.WorkflowPurged;
import java.util.Set;

/**
 * The names that the log gives a workflow.
 *
 * @param lastSequence of the last event that was read; −1 if there is none
 */
public record NamesInLog(Set<UniqueName> names, long lastSequence) {
    /** Reads the whole stream. */
    static NamesInLog of(EventLog eventLog, WorkflowId workflowId) {
        NamesInLog[] last = {none()};
        eventLog.forEach(workflowId, 0, Long.MAX_VALUE, recorded -> last[0] = last[0].after(recorded));
        return last[0];
    }

    /** Before the first event. */
    public static NamesInLog none() {
        return new NamesInLog(Set.of(), -1);
    }

    /** After one more event. */
    public NamesInLog after(RecordedEvent recorded) {
        return new NamesInLog(namesAfter(recorded.event()), recorded.sequence());
    }

    private Set<UniqueName> namesAfter(WorkflowEvent event) {
        if (event instanceof WorkflowPurged) {
            return Set.of();
        }
        // A workflow that was never saved has no name that others must not have.
        if (event instanceof WorkflowDeleted deleted && !names.isEmpty()) {
            return Set.of(UniqueName.ofWorkflow(deleted.name()));
        }
        return event.newVersion()
                .map(version -> ClaimedNames.of(version.content()))
                .orElse(names);
    }
}
