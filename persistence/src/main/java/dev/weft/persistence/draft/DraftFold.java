package dev.weft.persistence.draft;

import dev.weft.crdt.Doc;
import dev.weft.crdt.NestingException;
import dev.weft.engine.host.DocumentCheckpoint;
import dev.weft.engine.host.DocumentCheckpoints;
import dev.weft.engine.log.EventLog;
import dev.weft.engine.workflow.UpdateBytes;
import dev.weft.engine.workflow.WorkflowCreated;
import dev.weft.engine.workflow.WorkflowEvent;
import dev.weft.engine.workflow.WorkflowStanding;
import dev.weft.persistence.events.LoggedEvent;
import dev.weft.persistence.events.LoggedEvents;
import dev.weft.persistence.table.EventFold;
import dev.weft.persistence.table.Row;
import dev.weft.persistence.table.RowChange;
import dev.weft.persistence.table.WorkflowOrigin;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A document on its way through its events. When it resumes, it begins with a checkpoint of the document, and reads what lies between. */
final class DraftFold extends EventFold {

    private Doc doc = new Doc();
    private @Nullable WorkflowStanding standing;
    private long weightBytes;

    /** Since the row was written. */
    private long newEdits;

    private Instant updatedAt;
    private @Nullable LoggedEvent last;

    private DraftFold(WorkflowOrigin origin, long nextSequence) {
        super(origin, nextSequence);
        updatedAt = origin.createdAt();
    }

    static DraftFold fromZero(WorkflowOrigin origin) {
        return new DraftFold(origin, 0);
    }

    /** @param nextSequence events before this one are in the row; at least 1 */
    static DraftFold resumed(
            WorkflowOrigin origin, long nextSequence, LoggedEvents events, DocumentCheckpoints checkpoints) {
        DraftFold fold = new DraftFold(origin, nextSequence);
        long from = checkpoints
                .newest(origin.workflowId(), nextSequence)
                .map(fold::beginWith)
                .orElse(0L);
        while (from < nextSequence) {
            int limit = (int) Math.min(EventLog.EVENTS_PER_READ, nextSequence - from);
            List<LoggedEvent> page = events.of(origin.workflowId(), from, limit);
            if (page.isEmpty()) {
                throw new IllegalStateException("workflow " + origin.workflowId() + " ends before event " + from);
            }
            page.forEach(fold::apply);
            from += page.size();
        }
        return fold;
    }

    /** Returns how many events the checkpoint spares. */
    private long beginWith(DocumentCheckpoint checkpoint) {
        try {
            doc.applyUpdate(checkpoint.update());
        } catch (RuntimeException e) {
            DocumentCheckpoints.passedOver(origin.workflowId(), "its update can't be applied: " + e.getMessage());
            doc = new Doc();
            return 0;
        }
        standing = checkpoint.standing();
        weightBytes = checkpoint.update().length;
        return checkpoint.nextSequence();
    }

    @Override
    protected void take(LoggedEvent event, Consumer<RowChange> changes) {
        apply(event);
        last = event;
        int updates = event.event().documentUpdates().size();
        if (updates > 0 && event.sequence() > 0) {
            newEdits += updates;
            updatedAt = event.time().isAfter(updatedAt) ? event.time() : updatedAt;
        }
    }

    private void apply(LoggedEvent logged) {
        WorkflowEvent event = logged.event();
        standing = standing == null
                ? WorkflowStanding.of((WorkflowCreated) event)
                : standing.after(logged.sequence(), event, Map.of());
        if (event.emptiesDocument()) {
            doc = new Doc();
        }
        for (UpdateBytes update : event.documentUpdates()) {
            doc.applyUpdate(update.bytes());
            weightBytes += update.lengthBytes();
        }
    }

    @Override
    public void settle(Consumer<RowChange> changes) {
        if (last == null || standing == null) {
            return;
        }
        Optional<Map<String, ?>> roots = roots();
        changes.accept(new RowChange.Put(
                DraftModel.DRAFT,
                Row.of(
                        origin.workflowId().value(),
                        origin.projectId().value(),
                        roots.flatMap(DraftContent::nameIn).orElseGet(() -> DraftContent.storable(origin.name())),
                        standing.lifecycle().text(),
                        roots.flatMap(DraftContent::jsonOf).orElse(null),
                        last.sequence(),
                        last.position(),
                        newEdits,
                        origin.createdAt(),
                        updatedAt)));
        newEdits = 0;
        last = null;
    }

    /** Nothing if shared types are nested too deeply: no document may stop the read model of all. */
    private Optional<Map<String, ?>> roots() {
        try {
            return Optional.of(doc.toJson());
        } catch (NestingException e) {
            return Optional.empty();
        }
    }

    @Override
    public long weightBytes() {
        return weightBytes;
    }
}
