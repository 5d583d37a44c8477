package dev.weft.persistence.draft;

import dev.weft.crdt.Doc;
import dev.weft.crdt.NestingException;
import dev.weft.engine.workflow.UpdateBytes;
import dev.weft.engine.workflow.WorkflowCreated;
import dev.weft.engine.workflow.WorkflowEvent;
import dev.weft.engine.workflow.WorkflowStanding;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** One stream folded up to some event: its document, and what a listing wants to know. Not safe for use by several threads. */
final class FoldedWorkflow {

    private final WorkflowCreated created;
    private final Instant createdAt;
    private Doc doc = new Doc();
    private WorkflowStanding standing;
    private Instant updatedAt;
    private long nextSequence = 1;
    private long editCount;
    private long receivedBytes;

    /** Folds the first event of a stream. */
    FoldedWorkflow(WorkflowCreated created, Instant time) {
        this.created = created;
        standing = WorkflowStanding.of(created);
        createdAt = time;
        updatedAt = time;
        apply(created.seed().bytes());
    }

    /** The sequence of the event that is to be folded next. */
    long nextSequence() {
        return nextSequence;
    }

    /** Bytes of all updates folded so far: a measure of the memory this takes. */
    long receivedBytes() {
        return receivedBytes;
    }

    /** Folds the event at {@link #nextSequence()}. */
    void fold(WorkflowEvent event, Instant time) {
        if (event instanceof WorkflowCreated again) {
            throw new IllegalStateException(
                    "workflow " + again.workflowId() + " is created again at sequence " + nextSequence);
        }
        standing = standing.after(nextSequence, event, Map.of());
        if (event.emptiesDocument()) {
            doc = new Doc();
        }
        for (UpdateBytes update : event.documentUpdates()) {
            apply(update.bytes());
            editCount++;
            updatedAt = time;
        }
        nextSequence++;
    }

    Draft draft() {
        Optional<Map<String, ?>> roots = roots();
        return new Draft(
                created.workflowId(),
                created.projectId(),
                standing.lifecycle(),
                roots.flatMap(DraftContent::nameIn).orElseGet(() -> DraftContent.storable(created.name())),
                roots.flatMap(DraftContent::jsonOf).orElse(null),
                nextSequence - 1,
                editCount,
                createdAt,
                updatedAt);
    }

    /** Nothing if shared types are nested too deeply: no document may stop the read model of all. */
    private Optional<Map<String, ?>> roots() {
        try {
            return Optional.of(doc.toJson());
        } catch (NestingException e) {
            return Optional.empty();
        }
    }

    private void apply(byte[] update) {
        doc.applyUpdate(update);
        receivedBytes += update.length;
    }
}
