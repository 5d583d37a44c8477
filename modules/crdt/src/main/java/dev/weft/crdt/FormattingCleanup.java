package dev.weft.crdt;

import dev.weft.crdt.store.Rows;
import dev.weft.crdt.store.StructStore;
import dev.weft.crdt.update.StructKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Deletes formats that mean nothing: overwritten before any text comes, or holding already.
 *
 * <p>Source: yjs 13.6, {@code src/types/YText.js}, {@code cleanupFormattingGap}, {@code cleanupYTextFormatting}, {@code
 * cleanupYTextAfterTransaction}.
 */
final class FormattingCleanup {
    private static final int NONE = Rows.NONE;

    private FormattingCleanup() {}

    /**
     * Cleans what lies between two pieces of text.
     *
     * @param start             first item of the gap
     * @param current           item up to which {@code currentAttributes} are known, or NONE for the end
     * @param startAttributes   formats that hold before the gap
     * @param currentAttributes formats that hold at {@code current}; kept up to date
     * @return number of formats deleted
     */
    static int cleanGap(
            Doc doc,
            int start,
            int current,
            Map<String, @Nullable Object> startAttributes,
            Map<String, @Nullable Object> currentAttributes) {
        Rows rows = doc.rows();
        Map<String, Integer> endFormats = new HashMap<>();
        int end = start;
        for (; end != NONE && !rows.isVisible(end); end = rows.right(end)) {
            if (isFormat(rows, end)) {
                endFormats.put(Contents.format(doc, end).key(), end);
            }
        }
        int cleaned = 0;
        boolean reachedCurrent = false;
        for (int item = start; item != end; item = rows.right(item)) {
            if (item == current) {
                reachedCurrent = true;
            }
            if (!isFormat(rows, item)) {
                continue;
            }
            Contents.Format format = Contents.format(doc, item);
            Object startValue = startAttributes.get(format.key());
            if (endFormats.get(format.key()) != item || Attributes.same(startValue, format.value())) {
                // Overwritten, or not necessary because it holds already.
                doc.store.delete(item);
                cleaned++;
                if (!reachedCurrent
                        && Attributes.same(currentAttributes.get(format.key()), format.value())
                        && !Attributes.same(startValue, format.value())) {
                    if (startValue == null) {
                        currentAttributes.remove(format.key());
                    } else {
                        currentAttributes.put(format.key(), startValue);
                    }
                }
            } else if (!reachedCurrent) {
                TextPosition.update(currentAttributes, format);
            }
        }
        return cleaned;
    }

    private static boolean isFormat(Rows rows, int row) {
        return rows.kind(row) == StructKind.FORMAT && !rows.isDeleted(row);
    }

    /** Cleans the gap around a deleted item, where no format was inserted or deleted: of each key the last one counts. */
    private static void cleanContextlessGap(Doc doc, int deleted) {
        Rows rows = doc.rows();
        int item = deleted;
        while (rows.right(item) != NONE && !rows.isVisible(rows.right(item))) {
            item = rows.right(item);
        }
        Set<String> keys = new HashSet<>();
        for (; item != NONE && !rows.isVisible(item); item = rows.left(item)) {
            if (isFormat(rows, item) && !keys.add(Contents.format(doc, item).key())) {
                doc.store.delete(item);
            }
        }
    }

    /** Cleans a whole text; returns the number of formats deleted. */
    static int cleanAll(YType text) {
        Doc doc = text.owner();
        int[] cleaned = {0};
        text.edit(_ -> {
            Rows rows = doc.rows();
            int start = text.first();
            Map<String, @Nullable Object> startAttributes = new LinkedHashMap<>();
            Map<String, @Nullable Object> currentAttributes = new LinkedHashMap<>();
            for (int end = text.first(); end != NONE; end = rows.right(end)) {
                if (rows.isDeleted(end)) {
                    continue;
                }
                if (rows.kind(end) == StructKind.FORMAT) {
                    TextPosition.update(currentAttributes, Contents.format(doc, end));
                } else {
                    cleaned[0] += cleanGap(doc, start, end, startAttributes, currentAttributes);
                    startAttributes = new LinkedHashMap<>(currentAttributes);
                    start = end;
                }
            }
        });
        return cleaned[0];
    }

    /** Cleans the texts that a transaction from elsewhere changed, in a transaction of its own. */
    static void afterTransaction(Transaction transaction) {
        Doc doc = transaction.doc;
        StructStore store = doc.store;
        Rows rows = doc.rows();
        Set<YType> needFullCleanup = new LinkedHashSet<>();
        store.changed().forEachAdded(transaction.changes, row -> {
            if (isFormat(rows, row)) {
                needFullCleanup.add(doc.typeAt(store.parentOf(row)));
            }
        });
        doc.transact(_ -> {
            // Client by client, as in Yjs: which gaps are looked at depends on what came before.
            CapturedIds.deletedBy(transaction)
                    .forEachRange((client, clock, length) ->
                            store.forEachStruct(client, clock, length, row -> cleanAround(doc, row, needFullCleanup)));
            needFullCleanup.forEach(FormattingCleanup::cleanAll);
        });
    }
    /** Cleans the gap that a deletion left, or notes that the whole text needs it. */
    private static void cleanAround(Doc doc, int deleted, Set<YType> needFullCleanup) {
        if (doc.rows().kind(deleted) == StructKind.GC) {
            return;
        }
        int parent = doc.store.parentOf(deleted);
        YType type = doc.typeAt(parent);
        if (!doc.store.types().hasFormatting(parent) || needFullCleanup.contains(type)) {
            return;
        }
        if (doc.rows().kind(deleted) == StructKind.FORMAT) {
            needFullCleanup.add(type);
        } else {
            cleanContextlessGap(doc, deleted);
        }
    }
}
