package dev.weft.crdt;

import dev.weft.crdt.store.Redo;
import dev.weft.crdt.store.Rows;
import dev.weft.crdt.update.IdSet;
import dev.weft.crdt.update.StructKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Takes back what was done in some types, step by step, and does it again. What others did meanwhile stays.
 *
 * <pre>{@code
 * var undo = new UndoManager(text);
 * text.insert(0, "abc");
 * undo.undo();
 * undo.redo();
 * }</pre>
 *
 * <p>Deleted content that a step could bring back is kept from garbage collection, until the step is forgotten. To undo is an
 * edit as any other: what was inserted is deleted, and what was deleted is inserted anew. Used by the document's thread.
 *
 * <p>Source: yjs 13.6, {@code src/utils/UndoManager.js}.
 */
public final class UndoManager {
    private static final int NONE = Rows.NONE;

    private final Doc doc;
    private final UndoOptions options;
    private final Set<@Nullable Object> trackedOrigins;
    private final Set<YType> scope = new LinkedHashSet<>();
    private boolean wholeDocument;

    private List<StackItem> undoStack = new ArrayList<>();
    private List<StackItem> redoStack = new ArrayList<>();
    private StackItemEvent.@Nullable Type underWay;
    private @Nullable StackItem current;
    private boolean capturing;
    private long lastChangeMillis;

    private final Listeners<Consumer<StackItemEvent>> added = new Listeners<>(() -> {});
    private final Listeners<Consumer<StackItemEvent>> updated = new Listeners<>(() -> {});
    private final Listeners<Consumer<StackItemEvent>> popped = new Listeners<>(() -> {});
    private final Listeners<Consumer<StackClearedEvent>> cleared = new Listeners<>(() -> {});
    private final Subscription transactions;
    private final Subscription destruction;

    /** For all of a document. */
    public UndoManager(Doc doc) {
        this(doc, UndoOptions.defaults());
    }

    /** For all of a document. */
    public UndoManager(Doc doc, UndoOptions options) {
        this(doc, List.of(), options);
        wholeDocument = true;
    }

    /** For a type that is part of a document, and all types inside. */
    public UndoManager(YType scope) {
        this(scope, UndoOptions.defaults());
    }

    /** For a type that is part of a document, and all types inside. */
    public UndoManager(YType scope, UndoOptions options) {
        this(scope.owner(), List.of(scope), options);
    }

    /** For some types of a document, and all types inside. There may be none at first: see {@link #addToScope}. */
    public UndoManager(Doc doc, List<? extends YType> scope, UndoOptions options) {
        this.doc = doc;
        this.options = options;
        trackedOrigins = new HashSet<>(options.trackedOrigins());
        trackedOrigins.add(this);
        scope.forEach(this::addToScope);
        transactions = doc.onAfterTransaction(this::capture);
        destruction = doc.onDestroy(_ -> destroy());
    }

    /**
     * @throws IllegalArgumentException if the type is no part of the document
     */
    public void addToScope(YType type) {
        if (type.doc() != doc) {
            throw new IllegalArgumentException("a type of another document, or of none, can't be undone here");
        }
        scope.add(type);
    }

    /** From now on all of the document counts. */
    public void addDocumentToScope() {
        wholeDocument = true;
    }

    /** From now on, transactions of this origin make steps; see {@link UndoOptions#trackedOrigins}. */
    public void addTrackedOrigin(@Nullable Object origin) {
        trackedOrigins.add(origin);
    }

    /** From now on, transactions of this origin make no steps; those they have made stay. */
    public void removeTrackedOrigin(@Nullable Object origin) {
        trackedOrigins.remove(origin);
    }

    /** The document whose changes are taken back. */
    public Doc doc() {
        return doc;
    }

    /** Steps that can be undone, the latest last. */
    public List<StackItem> undoStack() {
        return Collections.unmodifiableList(undoStack);
    }

    /** Steps that can be redone, the latest last. */
    public List<StackItem> redoStack() {
        return Collections.unmodifiableList(redoStack);
    }

    /** Whether there is a step to take back. It may turn out to change nothing any more: then {@link #undo} gives null. */
    public boolean canUndo() {
        return !undoStack.isEmpty();
    }

    /** Whether there is a step to do again. */
    public boolean canRedo() {
        return !redoStack.isEmpty();
    }

    /** Whether an undo is under way: for observers that want to know who made a change. */
    public boolean isUndoing() {
        return underWay == StackItemEvent.Type.UNDO;
    }

    /** Whether a redo is under way. */
    public boolean isRedoing() {
        return underWay == StackItemEvent.Type.REDO;
    }

    /** The step that is being undone or redone, while observers are told, else null. */
    public @Nullable StackItem currentStackItem() {
        return current;
    }

    /** The next change begins a step of its own. */
    public void stopCapturing() {
        capturing = false;
    }

    // --- events ---

    /** A change became a new step. */
    public Subscription onStackItemAdded(Consumer<StackItemEvent> listener) {
        return added.add(listener);
    }

    /** A change became part of the latest step. */
    public Subscription onStackItemUpdated(Consumer<StackItemEvent> listener) {
        return updated.add(listener);
    }

    /** A step was undone or redone. */
    public Subscription onStackItemPopped(Consumer<StackItemEvent> listener) {
        return popped.add(listener);
    }

    /** Steps were forgotten. */
    public Subscription onStackCleared(Consumer<StackClearedEvent> listener) {
        return cleared.add(listener);
    }

    // --- capturing ---

    private void capture(Transaction transaction) {
        if (!isCaptured(transaction)) {
            return;
        }
        boolean undoing = isUndoing();
        boolean redoing = isRedoing();
        if (undoing) {
            stopCapturing();
        } else if (!redoing) {
            clear(false, true);
        }
        CapturedIds deletions = CapturedIds.deletedBy(transaction);
        CapturedIds insertions = CapturedIds.addedBy(transaction);
        List<StackItem> stack = undoing ? redoStack : undoStack;
        long now = options.clock().millis();
        boolean extend = !undoing && !redoing && !stack.isEmpty() && isWithinTimeout(now);
        if (extend) {
            stack.getLast().extend(deletions, insertions);
        } else {
            stack.add(new StackItem(deletions, insertions));
        }
        if (!undoing && !redoing) {
            capturing = true;
            lastChangeMillis = now;
        }
        doc.store.use(transaction.changes);
        keep(deletions, true);
        var event = new StackItemEvent(
                stack.getLast(),
                undoing ? StackItemEvent.Type.REDO : StackItemEvent.Type.UNDO,
                transaction.origin(),
                transaction.changedParentTypes());
        emit(extend ? updated : added, event);
    }

    private boolean isCaptured(Transaction transaction) {
        return options.captureTransaction().test(transaction)
                && (wholeDocument
                        || !Collections.disjoint(
                                transaction.changedParentTypes().keySet(), scope))
                && isTracked(transaction.origin());
    }

    private boolean isTracked(@Nullable Object origin) {
        return trackedOrigins.contains(origin) || origin != null && trackedOrigins.contains(origin.getClass());
    }

    private boolean isWithinTimeout(long now) {
        return capturing && Duration.ofMillis(now - lastChangeMillis).compareTo(options.captureTimeout()) < 0;
    }

    private boolean isInScope(int item) {
        if (wholeDocument) {
            return true;
        }
        for (YType type : scope) {
            if (Item.isInside(doc, item, type)) {
                return true;
            }
        }
        return false;
    }

    private boolean isItem(int row) {
        return doc.rows().kind(row) != StructKind.GC;
    }

    private void forEachItemInScope(CapturedIds ids, IntConsumer consumer) {
        IntPredicate inScope = row -> isItem(row) && isInScope(row);
        ids.forEachRange((client, clock, length) -> doc.store.forEachStruct(client, clock, length, row -> {
            if (inScope.test(row)) {
                consumer.accept(row);
            }
        }));
    }

    private void keep(CapturedIds deletions, boolean keep) {
        forEachItemInScope(deletions, row -> doc.store.redone().keep(row, keep));
    }

    private static <E> void emit(Listeners<Consumer<E>> listeners, E event) {
        var failures = new Failures();
        listeners.call(failures, listener -> listener.accept(event));
        failures.rethrow();
    }

    /** Forgets all steps: what they would have brought back may be collected from now on. */
    public void clear() {
        clear(true, true);
    }

    /** Forgets the steps to take back, those to do again, or both. */
    public void clear(boolean clearUndoStack, boolean clearRedoStack) {
        if (clearUndoStack && canUndo() || clearRedoStack && canRedo()) {
            doc.transact(_ -> {
                if (clearUndoStack) {
                    undoStack.forEach(step -> keep(step.capturedDeletions(), false));
                    undoStack = new ArrayList<>();
                }
                if (clearRedoStack) {
                    redoStack.forEach(step -> keep(step.capturedDeletions(), false));
                    redoStack = new ArrayList<>();
                }
                emit(cleared, new StackClearedEvent(clearUndoStack, clearRedoStack));
            });
        }
    }

    // --- undo and redo ---

    /**
     * Takes the latest step back that changes something now.
     *
     * @return the step, or null if there was none
     */
    public @Nullable StackItem undo() {
        return pop(undoStack, StackItemEvent.Type.UNDO);
    }

    /**
     * Does again what the latest undo took back, as long as nothing else was done since.
     *
     * @return the step, or null if there was none
     */
    public @Nullable StackItem redo() {
        return pop(redoStack, StackItemEvent.Type.REDO);
    }

    private @Nullable StackItem pop(List<StackItem> stack, StackItemEvent.Type type) {
        underWay = type;
        try {
            Transaction transaction = doc.compute(
                    inside -> {
                        while (!stack.isEmpty() && current == null) {
                            StackItem step = stack.removeLast();
                            if (reverse(step)) {
                                current = step;
                            }
                        }
                        return inside;
                    },
                    this);
            StackItem step = current;
            if (step != null) {
                emit(popped, new StackItemEvent(step, type, this, transaction.changedParentTypes()));
            }
            return step;
        } finally {
            current = null;
            underWay = null;
        }
    }

    /** Deletes what the step inserted and brings back what it deleted; says whether that changed anything. */
    private boolean reverse(StackItem step) {
        List<Integer> toDelete = new ArrayList<>();
        step.capturedInsertions()
                .forEachRange((client, clock, length) -> doc.store.forEachStruct(client, clock, length, row -> {
                    int item = isItem(row) ? current(row) : NONE;
                    if (item != NONE && isItem(item) && !doc.rows().isDeleted(item) && isInScope(item)) {
                        toDelete.add(item);
                    }
                }));
        Set<Integer> toRedo = new LinkedHashSet<>();
        IdSet insertions = step.insertions();
        forEachItemInScope(step.capturedDeletions(), row -> {
            // What the step itself inserted and deleted again doesn't come back.
            if (!insertions.contains(doc.store.clientId(row), doc.rows().clock(row))) {
                toRedo.add(row);
            }
        });
        var redo = new Redo(
                doc.store, doc.clientId(), toRedo, insertions, this::isDeletedByUndo, options.ignoreRemoteMapChanges());
        boolean changed = false;
        for (int row : toRedo) {
            changed |= redo.redo(row) != NONE;
        }
        // Children before their parents: so the filter knows more of them.
        for (int item : toDelete.reversed()) {
            if (options.deleteFilter().test(new Item(doc, item))) {
                doc.store.delete(item);
                changed = true;
            }
        }
        return changed;
    }

    /** What stands for the item now: itself, or what took its place in the end. */
    private int current(int row) {
        if (!doc.store.redone().isRedone(row)) {
            return row;
        }
        return doc.store
                .redone()
                .followClean(doc.store.clientId(row), doc.rows().clock(row));
    }

    private boolean isDeletedByUndo(long client, int clock) {
        return isDeletedBy(undoStack, client, clock) || isDeletedBy(redoStack, client, clock);
    }

    private static boolean isDeletedBy(List<StackItem> stack, long client, int clock) {
        for (StackItem step : stack) {
            if (step.deletions().contains(client, clock)) {
                return true;
            }
        }
        return false;
    }

    /** Stops capturing changes. Steps are left as they are. */
    public void destroy() {
        trackedOrigins.remove(this);
        transactions.close();
        destruction.close();
    }

    /** The types whose changes count. */
    public Set<YType> scope() {
        return Collections.unmodifiableSet(scope);
    }

    /** For messages. */
    @Override
    public String toString() {
        return "UndoManager[undo " + undoStack.size() + ", redo " + redoStack.size() + "]";
    }
}
