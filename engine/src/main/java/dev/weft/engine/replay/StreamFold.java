package dev.weft.engine.replay;

import dev.weft.crdt.Doc;
import dev.weft.crdt.update.MalformedUpdateException;
import dev.weft.engine.host.DocumentCheckpoint;
import dev.weft.engine.host.DocumentCheckpoints;
import dev.weft.engine.log.EventLog;
import dev.weft.engine.log.RecordedEvent;
import dev.weft.engine.workflow.Lifecycle;
import dev.weft.engine.workflow.WorkflowId;
import java.util.Collections;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A document that follows its stream, event by event. */
final class StreamFold {
    private final EventLog log;
    private final WorkflowId workflowId;
    private final Doc doc;
    private long nextSequence;
    private @Nullable RecordedEvent last;
    private Iterator<RecordedEvent> page = Collections.emptyIterator();

    /** @param doc empty; receives the events' updates */
    StreamFold(EventLog log, WorkflowId workflowId, Doc doc) {
        this(log, workflowId, doc, 0);
    }

    private StreamFold(EventLog log, WorkflowId workflowId, Doc doc, long nextSequence) {
        this.log = log;
        this.workflowId = workflowId;
        this.doc = doc;
        this.nextSequence = nextSequence;
    }

    Doc doc() {
        return doc;
    }

    long nextSequence() {
        return nextSequence;
    }

    /** Another one that stands where this one does. */
    StreamFold copy() {
        return new StreamFold(log, workflowId, doc.copy(), nextSequence);
    }

    /**
     * Another one that stands where this one does, or at a checkpoint that is nearer before an event. Of a checkpoint, content that was deleted by then may
     * be gone.
     *
     * @throws NoSuchStateException if the workflow was purged before the checkpoint
     */
    StreamFold orBefore(long sequence, DocumentCheckpoints checkpoints) {
        Optional<DocumentCheckpoint> found =
                nextSequence >= sequence ? Optional.empty() : checkpoints.newest(workflowId, sequence);
        if (found.isEmpty() || found.get().nextSequence() <= nextSequence) {
            return copy();
        }
        if (found.get().standing().lifecycle() == Lifecycle.PURGED) {
            throw purged(workflowId);
        }
        Doc opened = new Doc();
        try {
            opened.applyUpdate(found.get().update());
        } catch (MalformedUpdateException e) {
            DocumentCheckpoints.passedOver(workflowId, "its update can't be applied: " + e.getMessage());
            return copy();
        }
        return new StreamFold(log, workflowId, opened, found.get().nextSequence());
    }

    /** The state after the last event that was folded. */
    PastState state() {
        return new PastState(Objects.requireNonNull(last, "nothing folded yet"), doc);
    }

    /** Folds up to the end of the stream. */
    StreamFold toEnd(Consumer<RecordedEvent> afterEach) {
        return upTo(Long.MAX_VALUE, afterEach);
    }

    /**
     * Folds up to and with an event.
     *
     * @throws NoSuchStateException if the stream ends before it
     */
    StreamFold to(long sequence, Consumer<RecordedEvent> afterEach) {
        if (sequence < 0) {
            throw new NoSuchStateException("sequence is " + sequence + ", expected 0 or greater");
        }
        upTo(sequence, afterEach);
        if (nextSequence <= sequence) {
            throw new NoSuchStateException(
                    nextSequence == 0
                            ? "workflow " + workflowId + " has no events"
                            : "sequence is " + sequence + ", expected 0 to " + (nextSequence - 1)
                                    + ", which is the last event of workflow " + workflowId);
        }
        return this;
    }

    StreamFold to(long sequence) {
        return to(sequence, _ -> {});
    }

    private StreamFold upTo(long sequence, Consumer<RecordedEvent> afterEach) {
        page = Collections.emptyIterator();
        log.forEach(workflowId, nextSequence, sequence, event -> {
            apply(event);
            afterEach.accept(event);
        });
        return this;
    }

    /** Folds one more event; null if there is none yet. */
    @Nullable
    RecordedEvent next() {
        if (!page.hasNext()) {
            page = log.read(workflowId, nextSequence, EventLog.EVENTS_PER_READ).iterator();
        }
        if (!page.hasNext()) {
            return null;
        }
        RecordedEvent event = page.next();
        apply(event);
        return event;
    }

    /** Folds the next event, which the caller has got already. */
    void take(RecordedEvent event) {
        page = Collections.emptyIterator();
        apply(event);
    }

    private void apply(RecordedEvent event) {
        if (event.event().emptiesDocument()) {
            throw purged(workflowId);
        }
        event.event().documentUpdates().forEach(update -> doc.applyUpdate(update.bytes()));
        last = event;
        nextSequence = event.sequence() + 1;
    }

    private static NoSuchStateException purged(WorkflowId workflowId) {
        return new NoSuchStateException("workflow " + workflowId + " was purged: its past can't be read any more");
    }
}
