package dev.weft.crdt;

import dev.weft.crdt.store.Rows;
import dev.weft.crdt.store.StructStore;
import dev.weft.crdt.store.TypeHandle;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A shared type: a root of a {@link Doc}, or a value inside another type.
 *
 * <p>A type made with {@code new} is no part of a document yet: it takes content, which it hands in when it is inserted
 * somewhere, and can't be read before. A type that was deleted is empty, and to edit it changes nothing.
 *
 * <p>Source: yjs 13.6, {@code src/types/AbstractType.js}.
 */
public abstract sealed class YType implements TypeHandle permits YArray, YMap, YText, YUntyped, YXmlFragment {
    static final int NONE = Rows.NONE;

    private @Nullable Doc doc;
    private int index = NONE;

    private @Nullable Listeners<Consumer<YEvent>> observers;
    private @Nullable Listeners<Consumer<List<YEvent>>> deepObservers;

    /** Observers that the document counts for this type. */
    private int counted;

    YType() {}

    /** Becomes the object that stands for a type of a document. */
    final void attach(Doc owner, int type) {
        doc = owner;
        index = type;
        owner.store.types().setHandle(type, this);
        owner.events.addObservers(counted);
    }

    /** Hands in what the type was given before it was part of a document. */
    abstract void insertPreliminary(Transaction transaction);

    /** Ref of the wire format. */
    abstract int typeRef();

    /** Name of the wire format, for types that have one. */
    @Nullable
    String wireName() {
        return null;
    }

    @Override
    public final void collected() {
        index = NONE;
        observersChanged(-counted);
        counted = 0;
    }

    /** The document this is part of, or null. */
    public final @Nullable Doc doc() {
        return doc;
    }

    final boolean isIntegrated() {
        return doc != null;
    }

    /** @throws IllegalStateException if the type is no part of a document yet */
    final Doc owner() {
        if (doc == null) {
            throw new IllegalStateException("insert this type into a document before reading it");
        }
        return doc;
    }

    final StructStore store() {
        return owner().store;
    }

    final Rows rows() {
        return owner().store.rows();
    }

    /** Index of the type in the store, or {@link Rows#NONE} when it is gone. */
    final int index() {
        return index;
    }

    /** Row of the item that holds this, or {@link Rows#NONE} for a root. */
    final int item() {
        return index == NONE ? NONE : store().types().item(index);
    }

    final boolean isDeleted() {
        if (index == NONE) {
            return true;
        }
        int item = item();
        return item != NONE && rows().isDeleted(item);
    }

    /** The type this is in, or null for a root, or when it is no part of a document. */
    public final @Nullable YType parent() {
        if (doc == null) {
            return null;
        }
        int item = item();
        return item == NONE ? null : doc.typeAt(doc.store.parentOf(item));
    }

    final int first() {
        return index == NONE ? NONE : store().types().first(index);
    }

    final int visibleLength() {
        return owner().confined(() -> index == NONE ? 0 : store().types().length(index));
    }

    /** Runs an edit in a transaction; nothing happens when the type is gone. */
    final void edit(Consumer<Transaction> edit) {
        owner().transact(transaction -> {
            if (index != NONE) {
                edit.accept(transaction);
            }
        });
    }

    /**
     * What JavaScript's {@code toJSON} gives: maps, lists, text, numbers, booleans, null; bytes stay bytes.
     *
     * @throws NestingException if types are nested in each other too deeply
     */
    public abstract @Nullable Object toJson();

    /** As {@link #toJson()} was as a {@link Perspective} shows it. */
    public final @Nullable Object toJson(Perspective at) {
        return ToJson.of(this, at);
    }

    /**
     * A copy that is no part of a document.
     *
     * @throws NestingException if types are nested in each other too deeply
     */
    public abstract YType copy();

    /** {@link #copy()} from within that of the type around this one. */
    final YType copyNested() {
        return owner().nested(this::copy);
    }

    // --- observers ---

    /** Told of changes of this very type, once for each transaction that makes some. */
    public final Subscription observe(Consumer<YEvent> observer) {
        if (observers == null) {
            observers = new Listeners<>(countObservers());
        }
        return observers.add(observer);
    }

    /** Told of changes of this type and of all types inside, once for each transaction: events by depth. */
    public final Subscription observeDeep(Consumer<List<YEvent>> observer) {
        if (deepObservers == null) {
            deepObservers = new Listeners<>(countObservers());
        }
        return deepObservers.add(observer);
    }

    private Runnable countObservers() {
        return () -> {
            int now = (observers == null ? 0 : observers.size()) + (deepObservers == null ? 0 : deepObservers.size());
            if (doc == null || index != NONE) {
                observersChanged(now - counted);
                counted = now;
            }
        };
    }

    private void observersChanged(int more) {
        if (doc != null) {
            doc.events.addObservers(more);
        }
    }

    final boolean hasDeepObservers() {
        return deepObservers != null && !deepObservers.isEmpty();
    }

    final void callDeepObservers(List<YEvent> events, Failures failures) {
        if (deepObservers != null) {
            deepObservers.call(failures, observer -> observer.accept(events));
        }
    }

    /** Makes the event, notes it with all types around, and calls who observes this type. */
    void callObservers(Transaction transaction, Set<@Nullable String> keys, Failures failures) {
        YEvent event = event(transaction, keys);
        for (YType type = this; type != null; type = type.parent()) {
            transaction.addEvent(type, event);
        }
        if (observers != null) {
            observers.call(failures, observer -> observer.accept(event));
        }
    }

    abstract YEvent event(Transaction transaction, Set<@Nullable String> keys);
}
