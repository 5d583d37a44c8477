package dev.weft.crdt;

import dev.weft.crdt.store.Rows;
import dev.weft.crdt.store.StructStore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads and deletes the map keys of a type.
 *
 * <p>Source: yjs 13.6, {@code src/types/AbstractType.js}, {@code typeMap…}.
 */
final class MapContent {
    private static final int NONE = Rows.NONE;

    private MapContent() {}

    /** Row of the key's living value, or NONE. */
    static int find(YType type, String key) {
        if (type.index() == NONE) {
            return NONE;
        }
        int row = type.store().latestValue(type.index(), key);
        return row != NONE && !type.rows().isDeleted(row) ? row : NONE;
    }

    static boolean has(YType type, String key) {
        return type.owner().confined(() -> find(type, key) != NONE);
    }

    static @Nullable Object get(YType type, String key) {
        return type.owner().confined(() -> {
            int row = find(type, key);
            return row == NONE ? null : Contents.last(type.owner(), row);
        });
    }

    /** Gives each living key with its row to the consumer, in the order in which the keys came up. */
    static void forEachRow(YType type, BiConsumer<String, Integer> consumer) {
        if (type.index() == NONE) {
            return;
        }
        StructStore store = type.store();
        for (int entry = store.firstEntry(type.index()); entry != NONE; entry = store.nextEntry(entry)) {
            int row = store.entryValue(entry);
            if (!store.rows().isDeleted(row)) {
                consumer.accept(store.entryKey(entry), row);
            }
        }
    }

    /** Gives each living key with its value to the consumer, in the order in which the keys came up. */
    static void forEach(YType type, BiConsumer<String, @Nullable Object> consumer) {
        forEachRow(type, (key, row) -> consumer.accept(key, Contents.last(type.owner(), row)));
    }

    static Map<String, @Nullable Object> toMap(YType type) {
        return type.owner().confined(() -> {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            forEach(type, map::put);
            return map;
        });
    }

    static void delete(YType type, Transaction transaction, String key) {
        int row = find(type, key);
        if (row != NONE) {
            transaction.doc.store.delete(row);
        }
    }
}
