package dev.weft.crdt;

import dev.weft.crdt.update.TypeRef;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A shared map with string keys. Of two who set the same key at once, one wins; all replicas agree which.
 *
 * <p>Values: null, Boolean, numbers, text, {@code byte[]}, lists and maps of those, {@link dev.weft.lib0.AnyValue}, a type
 * that is no part of a document yet, a {@link Doc} as a subdocument.
 *
 * <p>Source: yjs 13.6, {@code src/types/YMap.js}.
 */
public sealed class YMap extends YType permits YXmlHook {
    private final Map<String, @Nullable Object> preliminary = new LinkedHashMap<>();

    /** An empty map, to be inserted somewhere. */
    public YMap() {}

    /** A map with these entries, to be inserted somewhere. */
    public static YMap of(Map<String, ? extends @Nullable Object> entries) {
        var map = new YMap();
        map.preliminary.putAll(entries);
        return map;
    }

    @Override
    final void insertPreliminary(Transaction transaction) {
        preliminary.forEach((key, value) -> Items.set(transaction, this, key, value));
        preliminary.clear();
    }

    @Override
    int typeRef() {
        return TypeRef.MAP;
    }

    /** Number of keys that have a value. */
    public final int size() {
        return owner().confined(() -> {
            int[] count = {0};
            MapContent.forEachRow(this, (key, row) -> count[0]++);
            return count[0];
        });
    }

    /**
     * Sets the key's value, over one that it had.
     *
     * @param value one of the kinds named above; lists, maps and arrays are copied once the map is part of a document
     * @throws IllegalArgumentException if it is of another kind
     */
    public final void set(String key, @Nullable Object value) {
        if (isIntegrated()) {
            edit(transaction -> Items.set(transaction, this, key, value));
        } else {
            preliminary.put(key, value);
        }
    }

    /** The key's value; null also when it has none: see {@link #has}. */
    public final @Nullable Object get(String key) {
        return MapContent.get(this, key);
    }

    /** The key's value at a snapshot; null also when it had none: see {@link Snapshot}. */
    public final @Nullable Object get(String key, Perspective at) {
        return PerspectiveContent.get(this, key, at);
    }

    /** Whether the key has a value, be it null. */
    public final boolean has(String key) {
        return MapContent.has(this, key);
    }

    /** Takes the key's value away; without one nothing happens. */
    public final void delete(String key) {
        if (isIntegrated()) {
            edit(transaction -> MapContent.delete(this, transaction, key));
        } else {
            preliminary.remove(key);
        }
    }

    /** Takes the values of all keys away, in one transaction. */
    public final void clear() {
        if (isIntegrated()) {
            edit(transaction -> toMap().keySet().forEach(key -> MapContent.delete(this, transaction, key)));
        } else {
            preliminary.clear();
        }
    }

    /** The keys that have a value, as of now: a set of the caller's own. */
    public final Set<String> keys() {
        return toMap().keySet();
    }

    /** All entries: types as they are. */
    public final Map<String, @Nullable Object> toMap() {
        return MapContent.toMap(this);
    }

    /** All entries as a {@link Perspective} shows it. */
    public final Map<String, @Nullable Object> toMap(Perspective at) {
        return PerspectiveContent.toMap(this, at);
    }

    /** Tells all entries, types as they are. They are those at the beginning: the consumer may edit. */
    public final void forEach(BiConsumer<String, @Nullable Object> consumer) {
        toMap().forEach(consumer);
    }

    @Override
    @SuppressWarnings("unchecked")
    public final Map<String, @Nullable Object> toJson() {
        return (Map<String, @Nullable Object>) ToJson.of(this, null);
    }

    @Override
    public YMap copy() {
        return copyInto(new YMap());
    }

    final <M extends YMap> M copyInto(M copy) {
        toMap().forEach((key, value) -> copy.set(key, value instanceof YType type ? type.copyNested() : value));
        return copy;
    }

    @Override
    final YEvent event(Transaction transaction, Set<@Nullable String> keys) {
        return new YEvent(this, transaction, keys);
    }
}
