package dev.weft.engine.request;

import dev.weft.engine.log.EventLog;
import dev.weft.engine.log.RecordedEvent;
import dev.weft.engine.workflow.WorkflowDeleted;
import dev.weft.engine.workflow.WorkflowEvent;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.engine.workflow.WorkflowPurged;
import java.util.List;
import java.util.Set;

/**
 * The names that the log gives a workflow.
 *
 * @param lastSequence of the last event that was read; −1 if there is none
 */
record NamesInLog(Set<UniqueName> names, long lastSequence) {
    private static final int EVENTS_PER_READ = 500;

    /** Reads the whole stream. */
    static NamesInLog of(EventLog eventLog, WorkflowId workflowId) {
        Set<UniqueName> names = Set.of();
        long next = 0;
        List<RecordedEvent> events;
        do {
            events = eventLog.read(workflowId, next, EVENTS_PER_READ);
            for (RecordedEvent recorded : events) {
                names = after(recorded.event(), names);
            }
            next += events.size();
        } while (events.size() == EVENTS_PER_READ);
        return new NamesInLog(names, next - 1);
    }

    private static Set<UniqueName> after(WorkflowEvent event, Set<UniqueName> before) {
        if (event instanceof WorkflowPurged) {
            return Set.of();
        }
        // A workflow that was never saved has no name that others must not have.
        if (event instanceof WorkflowDeleted deleted && !before.isEmpty()) {
            return Set.of(UniqueName.ofWorkflow(deleted.name()));
        }
        return event.newVersion()
                .map(version -> ClaimedNames.of(version.content()))
                .orElse(before);
    }
}
