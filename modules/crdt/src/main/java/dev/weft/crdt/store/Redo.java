package dev.weft.crdt.store;

import dev.weft.crdt.update.IdSet;
import dev.weft.crdt.update.StructKind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Brings deleted items back, as new items with the same content at the place where the old ones were.
 *
 * <p>Source: yjs 13.6, {@code src/structs/Item.js}, {@code redoItem}. Parents to be brought back first are worked off in a loop,
 * where Yjs recurses.
 */
public final class Redo {
    private static final int NONE = Rows.NONE;

    private final StructStore store;
    private final Rows rows;
    private final RedoneLinks links;
    private final long clientId;
    private final Set<Integer> items;
    private final IdSet insertions;
    private final DeletedByUndo deletedByUndo;
    private final boolean ignoreRemoteMapChanges;

    /** Tells whether some step that can still be undone or redone deleted a unit. */
    @FunctionalInterface
    public interface DeletedByUndo {
        boolean test(long client, int clock);
    }

    /**
     * @param clientId   who brings them back
     * @param items      rows of all items that are to be brought back together
     * @param insertions what is going to be deleted at the same time
     * @param ignoreRemoteMapChanges whether a map's value is brought back though somebody else has set the key since
     */
    public Redo(
            StructStore store,
            long clientId,
            Set<Integer> items,
            IdSet insertions,
            DeletedByUndo deletedByUndo,
            boolean ignoreRemoteMapChanges) {
        this.store = store;
        this.rows = store.rows;
        this.links = store.redone;
        this.clientId = clientId;
        this.items = items;
        this.insertions = insertions;
        this.deletedByUndo = deletedByUndo;
        this.ignoreRemoteMapChanges = ignoreRemoteMapChanges;
    }

    /**
     * Brings the item back, and before it the types around that are among {@code items}.
     *
     * @return the item that took its place, now or earlier; {@link Rows#NONE} if it can't come back: a type around it stays
     *     deleted, or somebody else has changed the map's key
     */
    public int redo(int item) {
        Deque<Integer> chain = new ArrayDeque<>();
        int outermost = item;
        while (outermost != NONE) {
            chain.push(outermost);
            int parent = links.isRedone(outermost) ? NONE : links.parentItem(outermost);
            boolean parentComesBack = parent != NONE && rows.isDeleted(parent) && !links.isRedone(parent);
            if (parentComesBack && !items.contains(parent)) {
                return NONE;
            }
            outermost = parentComesBack ? parent : NONE;
        }
        int redone = NONE;
        while (!chain.isEmpty()) {
            redone = redoOne(chain.pop());
            if (redone == NONE) {
                return NONE;
            }
        }
        return redone;
    }

    /** Brings back an item whose parent is there, or was brought back. */
    private int redoOne(int item) {
        if (links.isRedone(item)) {
            return links.successor(item);
        }
        int parentItem = links.parentItem(item);
        if (parentItem != NONE && rows.isDeleted(parentItem)) {
            parentItem = lastSuccessor(parentItem);
        }
        int type;
        if (parentItem == NONE) {
            type = store.parents.type(item);
        } else if (rows.kind(parentItem) == StructKind.TYPE) {
            type = rows.content(parentItem);
        } else {
            // What took the parent's place was collected in the meantime.
            return NONE;
        }
        int key = store.parents.key(item);
        if (key == NONE) {
            int left = inParent(rows.left(item), parentItem, false);
            int right = inParent(item, parentItem, true);
            return links.insertSuccessor(clientId, item, type, left, right);
        }
        int left = leftInMap(item, type, key);
        if (left == CONFLICT) {
            return NONE;
        }
        if (left != NONE && (rows.parent(left) == NONE || links.parentItem(left) != parentItem)) {
            left = latestValue(type, key);
        }
        return links.insertSuccessor(clientId, item, type, left, NONE);
    }

    private int lastSuccessor(int item) {
        int row = item;
        while (links.isRedone(row)) {
            row = links.successor(row);
        }
        return row;
    }

    /**
     * The first item from this one on, in one direction, that stands in the parent, itself or by one of its successors.
     *
     * @param parentItem of the type, {@link Rows#NONE} for a root
     */
    private int inParent(int from, int parentItem, boolean toTheRight) {
        for (int row = from; row != NONE; row = toTheRight ? rows.right(row) : rows.left(row)) {
            int trace = row;
            while (trace != NONE && (rows.parent(trace) == NONE || links.parentItem(trace) != parentItem)) {
                trace = links.successor(trace);
            }
            if (trace != NONE) {
                return trace;
            }
        }
        return NONE;
    }

    private static final int CONFLICT = -2;

    /** What the value is to stand behind; {@link #CONFLICT} when somebody else has set the key since. */
    private int leftInMap(int item, int type, int key) {
        if (rows.right(item) == NONE || ignoreRemoteMapChanges) {
            return latestValue(type, key);
        }
        int left = item;
        while (rows.right(left) != NONE && givesWay(rows.right(left))) {
            left = rows.right(left);
            while (links.isRedone(left)) {
                left = links.successor(left);
            }
        }
        return rows.right(left) == NONE ? left : CONFLICT;
    }

    /** Whether a value to the right is to be deleted now, or is an earlier value that undo knows. */
    private boolean givesWay(int value) {
        long client = store.clientId(value);
        int clock = rows.clock(value);
        return links.isRedone(value) || insertions.contains(client, clock) || deletedByUndo.test(client, clock);
    }

    private int latestValue(int type, int key) {
        int entry = store.entries.find(store.types, type, key);
        return entry == NONE ? NONE : store.entries.row(entry);
    }
}
