package dev.weft.crdt;

import dev.weft.crdt.store.Kind;
import dev.weft.crdt.store.Rows;
import dev.weft.crdt.store.StructStore;
import dev.weft.crdt.update.StructKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads types as a perspective shows them.
 *
 * <p>Source: yjs 13.6, {@code src/types/AbstractType.js}, {@code typeListToArraySnapshot} and {@code typeMapGetAllSnapshot}; but
 * by unit, not by item: see {@link Snapshot}.
 */
final class PerspectiveContent {
    private static final int NONE = Rows.NONE;

    private PerspectiveContent() {}

    static List<@Nullable Object> toList(YType type, Perspective at) {
        return type.owner().confined(() -> {
            List<@Nullable Object> list = new ArrayList<>();
            forEachOfList(type, at, list::add);
            return list;
        });
    }

    static Map<String, @Nullable Object> toMap(YType type, Perspective at) {
        return type.owner().confined(() -> {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            forEachOfMap(type, at, map::put);
            return map;
        });
    }

    /** The key's value; null also when it had none. */
    static @Nullable Object get(YType type, String key, Perspective at) {
        return type.owner().confined(() -> {
            int latest = type.index() == NONE ? NONE : type.store().latestValue(type.index(), key);
            return valueOf(type.owner(), latest, at, null);
        });
    }

    /** The characters alone, without formats and embeds. */
    static String toString(YType text, Perspective at) {
        return text.owner().confined(() -> {
            var characters = new StringBuilder();
            for (Delta.Op op : new SnapshotDelta(text, at, null, null).compute().ops()) {
                if (op instanceof Delta.Insert insert && insert.insert() instanceof String run) {
                    characters.append(run);
                }
            }
            return characters.toString();
        });
    }

    /** Whether any unit of the item is shown. */
    static boolean showsAnyOf(Doc doc, int row, Perspective at) {
        long client = doc.store.clientId(row);
        int end = doc.rows().end(row);
        for (int clock = doc.rows().clock(row); clock < end; clock = at.pieceEnd(client, clock, end)) {
            if (at.shows(client, clock)) {
                return true;
            }
        }
        return false;
    }

    static void forEachOfList(YType type, Perspective at, Consumer<@Nullable Object> consumer) {
        Doc doc = type.owner();
        Rows rows = doc.rows();
        for (int row = type.first(); row != NONE; row = rows.right(row)) {
            if (Kind.isCountable(rows.kind(row))) {
                long client = doc.store.clientId(row);
                int[] clock = {rows.clock(row)};
                Contents.forEach(doc, row, value -> {
                    if (at.shows(client, clock[0]++)) {
                        consumer.accept(value);
                    }
                });
            }
        }
    }

    static void forEachOfMap(YType type, Perspective at, BiConsumer<String, @Nullable Object> consumer) {
        if (type.index() == NONE) {
            return;
        }
        StructStore store = type.store();
        for (int entry = store.firstEntry(type.index()); entry != NONE; entry = store.nextEntry(entry)) {
            String key = store.entryKey(entry);
            valueOf(type.owner(), store.entryValue(entry), at, value -> consumer.accept(key, value));
        }
    }

    /**
     * The latest value that is known, unless it is deleted.
     *
     * @param latest   row of the latest value that the document knows
     * @param consumer told the value if there was one; may be null
     */
    private static @Nullable Object valueOf(
            Doc doc, int latest, Perspective at, @Nullable Consumer<@Nullable Object> consumer) {
        Rows rows = doc.rows();
        for (int row = latest; row != NONE; row = rows.left(row)) {
            long client = doc.store.clientId(row);
            int known = at.lastKnown(client, rows.clock(row), rows.end(row));
            if (known >= 0) {
                if (!at.shows(client, known) || rows.kind(row) == StructKind.DELETED) {
                    return null;
                }
                Object value = Contents.at(doc, row, known - rows.clock(row));
                if (consumer != null) {
                    consumer.accept(value);
                }
                return value;
            }
        }
        return null;
    }
}
