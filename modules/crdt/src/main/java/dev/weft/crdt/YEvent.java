package dev.weft.crdt;

import dev.weft.crdt.store.Rows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction changed in one type. Can be asked only while observers are being called.
 *
 * <p>Source: yjs 13.6, {@code src/utils/YEvent.js}.
 */
public sealed class YEvent permits YTextEvent {
    static final int NONE = Rows.NONE;

    private final YType target;
    private final Transaction transaction;
    private final Set<@Nullable String> changed;
    private YType currentTarget;
    private @Nullable List<Object> path;
    private @Nullable Map<String, KeyChange> keys;
    private @Nullable Delta delta;

    YEvent(YType target, Transaction transaction, Set<@Nullable String> changed) {
        this.target = target;
        this.currentTarget = target;
        this.transaction = transaction;
        this.changed = changed;
    }

    /** What happened to a map key. */
    public enum Action {
        ADD,
        UPDATE,
        DELETE
    }

    /** @param oldValue the value before; null also when there was none */
    public record KeyChange(Action action, @Nullable Object oldValue) {}

    /** The type that changed. */
    public final YType target() {
        return target;
    }

    /** The type whose observer is called: {@link #target}, or one around it. */
    public final YType currentTarget() {
        return currentTarget;
    }

    final void setCurrentTarget(YType type) {
        currentTarget = type;
        path = null;
    }

    /** The transaction that made the change. */
    public final Transaction transaction() {
        return transaction;
    }

    /** Whether the list changed, or the text. */
    public final boolean childListChanged() {
        return changed.contains(null);
    }

    /** Map keys, or attributes, that were touched; some may have ended with the value they had. */
    public final Set<String> keysChanged() {
        Set<String> names = new LinkedHashSet<>();
        for (String key : changed) {
            if (key != null) {
                names.add(key);
            }
        }
        return names;
    }

    /** From {@link #currentTarget} to {@link #target}: a String for each map key, an Integer for each index. */
    public final List<Object> path() {
        if (path == null) {
            path = Collections.unmodifiableList(findPath());
        }
        return path;
    }

    private List<Object> findPath() {
        Doc doc = transaction.doc();
        List<Object> found = new ArrayList<>();
        YType type = target;
        while (type != null && type != currentTarget && type.item() != NONE) {
            int item = type.item();
            String key = doc.store.keyOf(item);
            found.addFirst(key != null ? key : indexOf(doc, item));
            type = type.parent();
        }
        return found;
    }

    private static int indexOf(Doc doc, int item) {
        Rows rows = doc.rows();
        int index = 0;
        for (int row = rows.left(item); row != NONE; row = rows.left(row)) {
            if (rows.isVisible(row)) {
                index += rows.length(row);
            }
        }
        return index;
    }

    final void requireUnderWay() {
        if (!transaction.doc().transactions().isUnderWay()) {
            throw new IllegalStateException("an event says what changed only while observers are being called");
        }
    }

    /** What happened to map keys, or attributes. Keys that ended as they began are not among them. */
    public final Map<String, KeyChange> keys() {
        if (keys == null) {
            requireUnderWay();
            keys = Collections.unmodifiableMap(findKeys());
        }
        return keys;
    }

    private Map<String, KeyChange> findKeys() {
        Map<String, KeyChange> found = new LinkedHashMap<>();
        for (String key : keysChanged()) {
            int item = transaction.doc().store.latestValue(target.index(), key);
            KeyChange change = item == NONE ? null : keyChange(item);
            if (change != null) {
                found.put(key, change);
            }
        }
        return found;
    }

    private @Nullable KeyChange keyChange(int item) {
        Doc doc = transaction.doc();
        boolean deleted = transaction.deletes(item);
        if (!transaction.adds(item)) {
            return deleted ? new KeyChange(Action.DELETE, Contents.last(doc, item)) : null;
        }
        int before = doc.rows().left(item);
        while (before != NONE && transaction.adds(before)) {
            before = doc.rows().left(before);
        }
        boolean replaced = before != NONE && transaction.deletes(before);
        if (deleted) {
            return replaced ? new KeyChange(Action.DELETE, Contents.last(doc, before)) : null;
        }
        return replaced ? new KeyChange(Action.UPDATE, Contents.last(doc, before)) : new KeyChange(Action.ADD, null);
    }

    /** What happened to the list, or the text. */
    public final Delta delta() {
        if (delta == null) {
            requireUnderWay();
            delta = findDelta();
        }
        return delta;
    }

    Delta findDelta() {
        Delta.Builder found = Delta.builder();
        if (childListChanged()) {
            new ListDelta(this, found).walk();
        }
        return found.dropTrailingRetain().build();
    }
}
