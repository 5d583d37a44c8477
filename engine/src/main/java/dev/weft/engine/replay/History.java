package dev.weft.engine.replay;

import dev.weft.crdt.Doc;
import dev.weft.crdt.DocOptions;
import dev.weft.crdt.Snapshot;
import dev.weft.engine.host.DocumentCheckpoints;
import dev.weft.engine.log.EventLog;
import dev.weft.engine.log.RecordedEvent;
import dev.weft.engine.workflow.UpdateBytes;
import dev.weft.engine.workflow.WorkflowId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The pasts of workflows. Safe for use by many threads; each call reads the log for itself. States, differences, replays and searches begin at the
 * checkpoint before them; whatever asks for all that ever was ({@link #blame}, {@link #without}, {@link #reversal}) takes time with the length of
 * the stream.
 *
 * <p>All methods throw {@link NoSuchStateException} if the workflow has no events, or none of the sequence that is asked for, and
 * {@link dev.weft.engine.log.LogUnavailableException} if the log can't be read now.
 */
public final class History {
    private final EventLog log;
    private final DocumentCheckpoints checkpoints;

    /** One that folds everything from its first event. */
    public History(EventLog log) {
        this(log, DocumentCheckpoints.none());
    }

    public History(EventLog log, DocumentCheckpoints checkpoints) {
        this.log = log;
        this.checkpoints = checkpoints;
    }

    /** The document right after an event. */
    public PastState stateAt(WorkflowId workflowId, long sequence) {
        return foldBefore(workflowId, sequence).to(sequence).state();
    }

    /** The document as it is now. */
    public PastState latest(WorkflowId workflowId) {
        return foldBefore(workflowId, lastSequence(workflowId)).toEnd(_ -> {}).state();
    }

    /** The sequence of the last event. */
    public long lastSequence(WorkflowId workflowId) {
        long known = 0;
        requireEvent(workflowId, known);
        long step = 1;
        while (exists(workflowId, known + step)) {
            known += step;
            step *= 2;
        }
        for (; step > 0; step /= 2) {
            if (exists(workflowId, known + step)) {
                known += step;
            }
        }
        return known;
    }

    /**
     * The last event that was written at a time or before. Events are taken to be in order of their times, which the clocks of several
     * nodes may violate by as much as they differ.
     */
    public long sequenceAt(WorkflowId workflowId, Instant time) {
        Instant createdAt = requireEvent(workflowId, 0).time();
        if (createdAt.isAfter(time)) {
            throw new NoSuchStateException(
                    "workflow " + workflowId + " did not exist at " + time + ": it was created at " + createdAt);
        }
        long low = 0;
        long high = lastSequence(workflowId);
        while (low < high) {
            long middle = (low + high + 1) >>> 1;
            if (requireEvent(workflowId, middle).time().isAfter(time)) {
                high = middle - 1;
            } else {
                low = middle;
            }
        }
        return low;
    }

    /** What is different after one event from what was after another. */
    public StateDifference difference(WorkflowId workflowId, long from, long to) {
        Map<String, @Nullable Object> earlier =
                stateAt(workflowId, Math.min(from, to)).doc().toJson();
        Map<String, @Nullable Object> later =
                stateAt(workflowId, Math.max(from, to)).doc().toJson();
        return new StateDifference(
                from, to, from <= to ? Difference.between(earlier, later) : Difference.between(later, earlier));
    }

    /** Shows events one by one, each with what it changed, beginning with {@code from}. */
    public Replay replay(WorkflowId workflowId, long from) {
        requireEvent(workflowId, from);
        StreamFold fold = foldBefore(workflowId, from);
        return new Replay(fold.nextSequence() == from ? fold : fold.to(from - 1));
    }

    /** Who wrote what the document shows after an event. */
    public Blame blame(WorkflowId workflowId, long sequence) {
        UnitAuthors authors = new UnitAuthors();
        StreamFold fold =
                new StreamFold(log, workflowId, new Doc()).to(sequence, event -> forEachUpdate(event, authors::add));
        return Blame.of(fold.doc(), sequence, authors);
    }

    /**
     * Finds an event that changed what is at a path, by bisection: about log₂(to − from) states are looked at. If the value changed
     * several times, this is one of the changes, and not always the first; if it ended as it began, none is found.
     *
     * @param from the event whose state the search begins with
     * @param to   the event whose state it ends with
     */
    public Optional<ReplayStep> findChange(WorkflowId workflowId, DocumentPath path, long from, long to) {
        StreamFold low = foldBefore(workflowId, from).to(from);
        Object before = path.in(low.doc().toJson()).orElse(null);
        Object after = path.in(stateAt(workflowId, to).doc().toJson()).orElse(null);
        if (Difference.isSame(before, after)) {
            return Optional.empty();
        }
        long high = to;
        while (high - low.nextSequence() > 0) {
            long middle = low.nextSequence() + (high - low.nextSequence()) / 2;
            StreamFold probe = low.orBefore(middle, checkpoints).to(middle);
            if (Difference.isSame(before, path.in(probe.doc().toJson()).orElse(null))) {
                low = probe;
            } else {
                high = middle;
            }
        }
        return new Replay(low.to(high - 1)).next();
    }

    /** What the document would be now without some people's or tools' edits. */
    public WithoutThem without(WorkflowId workflowId, Predicate<Author> toOmit) {
        OmittedEdits edits = new OmittedEdits(toOmit);
        StreamFold fold = foldAll(
                workflowId, new Doc(DocOptions.defaults().withGc(false)), event -> forEachUpdate(event, edits::add));
        return edits.in(fold.doc());
    }

    /**
     * Prepares the edit that makes the document again what it was after an event.
     *
     * @param clientId who makes the edit: drawn by the caller, and used by nobody else
     */
    public Reversal reversal(WorkflowId workflowId, long toSequence, long clientId) {
        DocOptions options = DocOptions.defaults().withGc(false);
        StreamFold fold = new StreamFold(log, workflowId, new Doc(options)).to(toSequence);
        Snapshot then = Snapshot.of(fold.doc());
        return new Reversal(toSequence, fold.toEnd(_ -> {}), then, options.withClientId(clientId));
    }

    /** Stands at the last checkpoint that is before an event, or else before all. */
    private StreamFold foldBefore(WorkflowId workflowId, long sequence) {
        return new StreamFold(log, workflowId, new Doc()).orBefore(sequence, checkpoints);
    }

    private StreamFold foldAll(WorkflowId workflowId, Doc doc, Consumer<RecordedEvent> afterEach) {
        return new StreamFold(log, workflowId, doc).to(0, afterEach).toEnd(afterEach);
    }

    @FunctionalInterface
    private interface UpdateConsumer {
        void accept(byte[] update, Author author);
    }

    private static void forEachUpdate(RecordedEvent event, UpdateConsumer consumer) {
        List<UpdateBytes> updates = event.event().documentUpdates();
        List<Author> authors = Author.of(event);
        for (int i = 0; i < updates.size(); i++) {
            consumer.accept(updates.get(i).bytes(), authors.get(i));
        }
    }

    private boolean exists(WorkflowId workflowId, long sequence) {
        return !log.read(workflowId, sequence, 1).isEmpty();
    }

    private RecordedEvent requireEvent(WorkflowId workflowId, long sequence) {
        List<RecordedEvent> found = log.read(workflowId, sequence, 1);
        if (found.isEmpty()) {
            throw new NoSuchStateException("workflow " + workflowId + " has no event of sequence " + sequence);
        }
        return found.getFirst();
    }
}
