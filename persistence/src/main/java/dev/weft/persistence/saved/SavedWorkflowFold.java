package dev.weft.persistence.saved;

import static dev.weft.persistence.saved.SavedWorkflowModel.EDGE;
import static dev.weft.persistence.saved.SavedWorkflowModel.JOB;
import static dev.weft.persistence.saved.SavedWorkflowModel.TRIGGER;
import static dev.weft.persistence.saved.SavedWorkflowModel.WORKFLOW;

import dev.weft.engine.content.Edge;
import dev.weft.engine.content.Job;
import dev.weft.engine.content.Trigger;
import dev.weft.engine.content.WorkflowContent;
import dev.weft.engine.workflow.SavedVersion;
import dev.weft.engine.workflow.UpdatesAppended;
import dev.weft.engine.workflow.WorkflowCreated;
import dev.weft.engine.workflow.WorkflowDeleted;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.engine.workflow.WorkflowPurged;
import dev.weft.engine.workflow.WorkflowReconciled;
import dev.weft.engine.workflow.WorkflowRejoined;
import dev.weft.engine.workflow.WorkflowReset;
import dev.weft.engine.workflow.WorkflowRestored;
import dev.weft.engine.workflow.WorkflowSaved;
import dev.weft.persistence.events.LoggedEvent;
import dev.weft.persistence.table.EventFold;
import dev.weft.persistence.table.Row;
import dev.weft.persistence.table.RowChange;
import dev.weft.persistence.table.StorableText;
import dev.weft.persistence.table.WorkflowOrigin;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Needs to know nothing of a workflow but its origin: each save holds all that is saved. */
final class SavedWorkflowFold extends EventFold {

    SavedWorkflowFold(WorkflowOrigin origin, long nextSequence) {
        super(origin, nextSequence);
    }

    @Override
    protected void take(LoggedEvent logged, Consumer<RowChange> changes) {
        switch (logged.event()) {
            case WorkflowSaved saved -> put(saved.version(), logged, changes);
            case WorkflowReconciled reconciled -> put(reconciled.version(), logged, changes);
            case WorkflowRestored restored -> restored.newVersion().ifPresent(version -> put(version, logged, changes));
            case WorkflowDeleted deleted -> delete(deleted, logged, changes);
            case WorkflowPurged _ -> {
                changes.accept(new RowChange.Clear(WORKFLOW));
                clearMembers(changes);
            }
            case WorkflowCreated _, WorkflowRejoined _, UpdatesAppended _, WorkflowReset _ -> {
                // nothing of this is saved
            }
        }
    }

    private void put(SavedVersion version, LoggedEvent logged, Consumer<RowChange> changes) {
        WorkflowContent content = version.content();
        changes.accept(new RowChange.Put(
                WORKFLOW,
                Row.of(
                        origin.workflowId().value(),
                        origin.projectId().value(),
                        StorableText.of(content.name()),
                        content.concurrency(),
                        content.enableJobLogs(),
                        ContentJson.of(content.positions()),
                        version.lockVersion(),
                        null,
                        origin.createdAt(),
                        Instant.ofEpochMilli(version.savedAtMillis()),
                        logged.sequence(),
                        logged.position())));
        clearMembers(changes);
        int ordinal = 0;
        for (Job job : content.jobs()) {
            changes.accept(new RowChange.Put(JOB, row(origin.workflowId(), ordinal++, job)));
        }
        ordinal = 0;
        for (Trigger trigger : content.triggers()) {
            changes.accept(new RowChange.Put(TRIGGER, row(origin.workflowId(), ordinal++, trigger)));
        }
        ordinal = 0;
        for (Edge edge : content.edges()) {
            changes.accept(new RowChange.Put(EDGE, row(origin.workflowId(), ordinal++, edge)));
        }
    }

    private static void clearMembers(Consumer<RowChange> changes) {
        List.of(JOB, TRIGGER, EDGE).forEach(table -> changes.accept(new RowChange.Clear(table)));
    }

    /** As {@link dev.weft.engine.workflow.DeletedContent} has it: another name, and asleep. */
    private static void delete(WorkflowDeleted deleted, LoggedEvent logged, Consumer<RowChange> changes) {
        Map<String, @Nullable Object> workflow = new LinkedHashMap<>();
        workflow.put("name", StorableText.of(deleted.name()));
        workflow.put("deleted_at", Instant.ofEpochMilli(deleted.deletedAtMillis()));
        workflow.put("sequence", logged.sequence());
        workflow.put("position", logged.position());
        changes.accept(new RowChange.Set(WORKFLOW, workflow));
        Map<String, @Nullable Object> trigger = new LinkedHashMap<>();
        trigger.put("enabled", false);
        trigger.put("custom_path", null);
        changes.accept(new RowChange.Set(TRIGGER, trigger));
    }

    private static Row row(WorkflowId workflowId, int ordinal, Job job) {
        return Row.of(
                workflowId.value(),
                job.id(),
                ordinal,
                StorableText.of(job.name()),
                StorableText.of(job.body()),
                StorableText.of(job.adaptor()),
                job.projectCredentialId(),
                job.keychainCredentialId());
    }

    private static Row row(WorkflowId workflowId, int ordinal, Trigger trigger) {
        UUID cronCursorJobId = trigger.cronCursorJobId();
        return Row.of(
                workflowId.value(),
                trigger.id(),
                ordinal,
                trigger.type().text(),
                trigger.enabled(),
                StorableText.ofNullable(trigger.comment()),
                StorableText.ofNullable(trigger.customPath()),
                StorableText.ofNullable(trigger.cronExpression()),
                cronCursorJobId,
                trigger.webhookReply() == null ? null : trigger.webhookReply().text(),
                ContentJson.of(trigger.webhookResponseConfig()),
                ContentJson.of(ContentJson.withoutPassword(trigger.kafkaConfiguration())));
    }

    private static Row row(WorkflowId workflowId, int ordinal, Edge edge) {
        return Row.of(
                workflowId.value(),
                edge.id(),
                ordinal,
                edge.sourceJobId(),
                edge.sourceTriggerId(),
                edge.targetJobId(),
                edge.conditionType().text(),
                StorableText.ofNullable(edge.conditionExpression()),
                StorableText.ofNullable(edge.conditionLabel()),
                edge.enabled());
    }
}
