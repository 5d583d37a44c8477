package dev.weft.crdt;

import dev.weft.crdt.store.Rows;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads and edits the list of children of a type by index.
 *
 * <p>Source: yjs 13.6, {@code src/types/AbstractType.js}, {@code typeList…}.
 */
final class ListContent {
    private static final int NONE = Rows.NONE;

    private ListContent() {}

    static List<@Nullable Object> toList(YType type) {
        return type.owner().confined(() -> {
            List<@Nullable Object> list = new ArrayList<>();
            Contents.addAll(type, list);
            return list;
        });
    }

    /** The unit at the index, or null if there is none. */
    static @Nullable Object get(YType type, int index) {
        return type.owner().confined(() -> {
            Doc doc = type.owner();
            if (index < 0 || type.index() == NONE || index >= doc.store.types().length(type.index())) {
                return null;
            }
            long place = doc.store.itemAt(type.index(), index);
            return Contents.at(doc, (int) (place >> 32), (int) place);
        });
    }

    /** The part from {@code start} to before {@code end}; negative ones count from the end. */
    static List<@Nullable Object> slice(YType type, int start, int end) {
        List<@Nullable Object> all = toList(type);
        int from = Math.max(0, start < 0 ? all.size() + start : start);
        int to = Math.min(all.size(), end < 0 ? all.size() + end : end);
        return from >= to ? List.of() : new ArrayList<>(all.subList(from, to));
    }

    /**
     * @throws IndexOutOfBoundsException if the index is beyond the end
     */
    static void insert(YType type, Transaction transaction, int index, List<? extends @Nullable Object> values) {
        Doc doc = transaction.doc;
        int length = doc.store.types().length(type.index());
        if (index < 0 || index > length) {
            throw new IndexOutOfBoundsException("insertion at " + index + " of " + length);
        }
        Items.insertAfter(transaction, type, doc.store.itemBefore(type.index(), index), values);
    }

    /** Appends behind everything, deleted items included. */
    static void push(YType type, Transaction transaction, List<? extends @Nullable Object> values) {
        Items.insertAfter(transaction, type, transaction.doc.store.types().last(type.index()), values);
    }

    /**
     * @throws IndexOutOfBoundsException if the range reaches beyond the end; nothing is deleted then
     */
    static void delete(YType type, Transaction transaction, int index, int length) {
        Doc doc = transaction.doc;
        int all = doc.store.types().length(type.index());
        if (index < 0 || length < 0 || index + length > all) {
            throw new IndexOutOfBoundsException("deletion of " + length + " at " + index + " of " + all);
        }
        if (length == 0) {
            return;
        }
        Rows rows = doc.rows();
        int before = doc.store.itemBefore(type.index(), index);
        int row = before == NONE ? type.first() : rows.right(before);
        int rest = length;
        while (rest > 0 && row != NONE) {
            if (!rows.isDeleted(row)) {
                if (rest < rows.length(row)) {
                    doc.store.split(row, rest);
                }
                rest -= rows.length(row);
                doc.store.delete(row);
            }
            row = rows.right(row);
        }
    }
}
