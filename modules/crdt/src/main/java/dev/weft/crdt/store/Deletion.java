package dev.weft.crdt.store;

import dev.weft.crdt.update.StructKind;
import java.util.function.IntPredicate;

/**
 * Deletes items, and collects what was deleted: its content goes, and inside a deleted type the items themselves become GC
 * structs.
 *
 * <p>Source: yjs 13.6, {@code src/structs/Item.js}, {@code delete} and {@code gc}; {@code ContentType.js}; {@code
 * src/utils/Transaction.js}, {@code tryGcDeleteSet}. Nested types are worked off in a loop, where Yjs recurses: how deep they
 * nest is up to whoever wrote the update.
 */
final class Deletion {
    private static final int NONE = Rows.NONE;

    private final StructStore store;
    private final Rows rows;
    private final Types types;
    private final MapEntries entries;
    private final Clients clients;

    /** Types whose content is being deleted, innermost last: type, next child, next map entry each. */
    private final IntList typesToDelete = new IntList();

    private final IntList typesToCollect = new IntList();

    Deletion(StructStore store) {
        this.store = store;
        this.rows = store.rows;
        this.types = store.types;
        this.entries = store.entries;
        this.clients = store.clients;
    }

    /** Deletes the item, and everything in it. Nothing happens if it is deleted already. */
    void delete(int item) {
        if (rows.isDeleted(item)) {
            return;
        }
        markDeleted(item);
        while (!typesToDelete.isEmpty()) {
            deleteNextInType();
        }
        if (store.changes.collectAtOnce() && !rows.has(item, Rows.KEEP)) {
            collect(item);
        }
    }

    private void markDeleted(int item) {
        int parent = rows.parent(item);
        int kind = rows.kind(item);
        int length = rows.length(item);
        if (parent >= 0 && Kind.isCountable(kind)) {
            types.addLength(parent, -length);
            store.positions.visibleChanged(parent, item, -length);
        }
        rows.set(item, Rows.DELETED);
        store.deleted(item);
        store.typeChanged(item);
        if (kind == StructKind.TYPE) {
            int type = rows.content(item);
            typesToDelete.add(type);
            typesToDelete.add(types.first(type));
            typesToDelete.add(types.firstEntry(type));
        } else if (kind == StructKind.DOC) {
            store.subdocs.deleted(item);
        }
    }

    /** Goes one step on in the innermost type. What is in a child comes before the next child: undo keeps the order. */
    private void deleteNextInType() {
        int top = typesToDelete.size() - 3;
        int child = typesToDelete.get(top + 1);
        int entry = typesToDelete.get(top + 2);
        if (child != NONE) {
            typesToDelete.set(top + 1, rows.right(child));
            deleteInDeletedType(child);
        } else if (entry != NONE) {
            typesToDelete.set(top + 2, entries.next(entry));
            deleteInDeletedType(entries.row(entry));
        } else {
            store.changes.typeDeleted(typesToDelete.get(top));
            typesToDelete.removeLast();
            typesToDelete.removeLast();
            typesToDelete.removeLast();
        }
    }

    private void deleteInDeletedType(int item) {
        if (!rows.isDeleted(item)) {
            markDeleted(item);
        } else if (rows.clock(item) < store.changes.stateBefore(clients, rows.client(item))) {
            // It will become a GC with the type, and is in no delete set that would have it merged then.
            store.changes.collectedMergesLater(rows.client(item), rows.clock(item));
        }
    }

    /** Drops the content of a deleted item. */
    void collect(int item) {
        dropContent(item);
        rows.setKind(item, StructKind.DELETED);
        while (!typesToCollect.isEmpty()) {
            collectContentOf(typesToCollect.removeLast());
        }
    }

    private void collectContentOf(int type) {
        for (int child = types.first(type); child != NONE; ) {
            int right = rows.right(child);
            dropContent(child);
            becomeGc(child);
            child = right;
        }
        for (int entry = types.firstEntry(type); entry != NONE; entry = entries.next(entry)) {
            for (int value = entries.row(entry); value != NONE; ) {
                int left = rows.left(value);
                dropContent(value);
                becomeGc(value);
                value = left;
            }
        }
        store.positions.forget(type);
        entries.releaseAll(types, type);
        types.release(type);
    }

    private void dropContent(int item) {
        if (!rows.isDeleted(item)) {
            throw new IllegalStateException("item " + store.describe(item) + " is collected but not deleted");
        }
        int kind = rows.kind(item);
        if (kind == StructKind.TYPE) {
            typesToCollect.add(rows.content(item));
        } else {
            if (kind == StructKind.DOC) {
                store.subdocs.collected(item);
            }
            store.arena.drop(rows.byteLength(item));
        }
        rows.clear(item, Rows.NON_ASCII | Rows.SLACK);
        rows.setKind(item, StructKind.DELETED);
    }

    /** Makes a struct whose content is dropped, or was never taken in, a GC. */
    void becomeGc(int row) {
        store.conflictRun.listsChange();
        rows.setClientAndFlags(row, rows.client(row) << Rows.CLIENT_SHIFT | Rows.DELETED | StructKind.GC);
        rows.setLeft(row, NONE);
        rows.setRight(row, NONE);
        rows.setOrigin(row, NONE, 0);
        rows.setRightOrigin(row, NONE, 0);
        rows.setContent(row, 0);
        rows.setParent(row, NONE);
    }

    /**
     * Collects the items that the transaction deleted, save those to keep.
     *
     * @param filter of items that may be collected
     */
    void collectDeletions(IntPredicate filter) {
        IntList deletions = store.changes.deletions;
        for (int i = 0; i < deletions.size(); i += 3) {
            int client = deletions.get(i);
            int end = deletions.get(i + 1) + deletions.get(i + 2);
            int row = store.find(client, deletions.get(i + 1));
            for (; row != NONE && rows.clock(row) < end; row = rows.next(row)) {
                if (rows.kind(row) > StructKind.DELETED
                        && rows.isDeleted(row)
                        && !rows.has(row, Rows.KEEP)
                        && filter.test(row)) {
                    collect(row);
                }
            }
        }
    }

    /**
     * Deletes the units of a range, as far as they are known and not deleted.
     *
     * <p>Source: yjs 13.6, {@code src/utils/DeleteSet.js}, {@code readAndApplyDeleteSet}.
     *
     * @param from first clock, below the client's state
     * @param end  clock behind the last, at most the client's state
     * @return whether every unit was there to be deleted
     */
    boolean deleteRange(int client, int from, int end) {
        boolean allNew = true;
        int row = store.find(client, from);
        if (!rows.isDeleted(row) && rows.clock(row) < from) {
            row = store.split(row, from - rows.clock(row));
        }
        while (row != NONE && rows.clock(row) < end) {
            if (rows.isDeleted(row)) {
                allNew = false;
            } else {
                if (end < rows.end(row)) {
                    store.split(row, end - rows.clock(row));
                }
                delete(row);
            }
            row = rows.next(row);
        }
        return allNew;
    }
}
