package dev.weft.engine.saved;

import dev.weft.engine.content.WorkflowContent;
import dev.weft.engine.log.EventLog;
import dev.weft.engine.log.RecordedEvent;
import dev.weft.engine.workflow.DeletedContent;
import dev.weft.engine.workflow.Lifecycle;
import dev.weft.engine.workflow.SavedVersion;
import dev.weft.engine.workflow.WorkflowCreated;
import dev.weft.engine.workflow.WorkflowDeleted;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.engine.workflow.WorkflowStanding;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is saved, each in a few look-ups whatever the length of the stream. Safe for use by many threads; blocks on I/O. Methods throw
 * {@link dev.weft.engine.log.LogUnavailableException} if the log can't be read now.
 */
public final class SavedWorkflows {
    private final EventLog eventLog;

    public SavedWorkflows(EventLog eventLog) {
        this.eventLog = eventLog;
    }

    /**
     * What is saved now.
     *
     * @param standing of the workflow, which is not purged
     */
    public SavedWorkflow current(WorkflowId workflowId, WorkflowStanding standing) {
        RecordedEvent first = eventLog.event(workflowId, 0);
        WorkflowCreated created = (WorkflowCreated) first.event();
        @Nullable
        SavedVersion last = standing.lastVersion()
                .map(place -> eventLog.version(workflowId, place))
                .orElse(null);
        WorkflowContent content = last == null ? WorkflowContent.empty(created.name()) : last.content();
        @Nullable
        WorkflowDeleted deleted = standing.lifecycle() == Lifecycle.DELETED
                ? (WorkflowDeleted)
                        eventLog.event(workflowId, standing.lifecycleSince()).event()
                : null;
        return new SavedWorkflow(
                workflowId,
                standing.projectId(),
                standing.lockVersion(),
                deleted == null ? content : DeletedContent.of(content, deleted.name()),
                deleted == null ? null : Instant.ofEpochMilli(deleted.deletedAtMillis()),
                first.time(),
                last == null ? first.time() : Instant.ofEpochMilli(last.savedAtMillis()));
    }

    /** One version; empty if there is none of that number. */
    public Optional<SavedWorkflow> version(WorkflowId workflowId, WorkflowStanding standing, int lockVersion) {
        return standing.version(lockVersion).map(place -> {
            SavedVersion version = eventLog.version(workflowId, place);
            return new SavedWorkflow(
                    workflowId,
                    standing.projectId(),
                    lockVersion,
                    version.content(),
                    null,
                    eventLog.event(workflowId, 0).time(),
                    Instant.ofEpochMilli(version.savedAtMillis()));
        });
    }
}
