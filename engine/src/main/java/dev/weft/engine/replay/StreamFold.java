package dev.weft.engine.replay;

import dev.weft.crdt.Doc;
import dev.weft.engine.log.EventLog;
import dev.weft.engine.log.RecordedEvent;
import dev.weft.engine.workflow.WorkflowId;
import java.util.Collections;
import java.util.Iterator;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A document that follows its stream, event by event. */
final class StreamFold {
    private static final int EVENTS_PER_READ = 500;

    private final EventLog log;
    private final WorkflowId workflowId;
    private final Doc doc;
    private @Nullable RecordedEvent last;
    private Iterator<RecordedEvent> page = Collections.emptyIterator();

    /** @param doc empty; receives the events' updates */
    StreamFold(EventLog log, WorkflowId workflowId, Doc doc) {
        this(log, workflowId, doc, null);
    }

    private StreamFold(EventLog log, WorkflowId workflowId, Doc doc, @Nullable RecordedEvent last) {
        this.log = log;
        this.workflowId = workflowId;
        this.doc = doc;
        this.last = last;
    }

    Doc doc() {
        return doc;
    }

    long nextSequence() {
        return last == null ? 0 : last.sequence() + 1;
    }

    /** Another one that stands where this one does. */
    StreamFold copy() {
        return new StreamFold(log, workflowId, doc.copy(), last);
    }

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
        upTo(sequence, afterEach);
        if (nextSequence() <= sequence) {
            throw new NoSuchStateException(
                    nextSequence() == 0
                            ? "workflow " + workflowId + " has no events"
                            : "sequence is " + sequence + ", expected 0 to " + (nextSequence() - 1)
                                    + ", which is the last event of workflow " + workflowId);
        }
        return this;
    }

    StreamFold to(long sequence) {
        return to(sequence, _ -> {});
    }

    /** Folds up to and with an event, or up to the end if that comes first. */
    StreamFold upTo(long toSequence, Consumer<RecordedEvent> afterEach) {
        while (nextSequence() <= toSequence) {
            RecordedEvent event = next();
            if (event == null) {
                break;
            }
            afterEach.accept(event);
        }
        return this;
    }

    /** Folds one more event; null if there is none yet. */
    @Nullable
    RecordedEvent next() {
        if (!page.hasNext()) {
            page = log.read(workflowId, nextSequence(), EVENTS_PER_READ).iterator();
        }
        if (!page.hasNext()) {
            return null;
        }
        RecordedEvent event = page.next();
        apply(event);
        return event;
    }

    private void apply(RecordedEvent event) {
        if (event.event().emptiesDocument()) {
            throw new NoSuchStateException("workflow " + workflowId + " was purged: its past can't be read any more");
        }
        event.event().documentUpdates().forEach(update -> doc.applyUpdate(update.bytes()));
        last = event;
    }
}
