package dev.weft.crdt.store;

import dev.weft.crdt.update.StructKind;

/**
 * Places items between their neighbours: the heart of the CRDT.
 *
 * <p>Source: yjs 13.6, {@code src/structs/Item.js}, {@code integrate}; YATA (Nicolaescu et al., 2016).
 */
final class Integration {
    private static final int NONE = Rows.NONE;

    private final StructStore store;
    private final Rows rows;
    private final Types types;
    private final MapEntries entries;
    private final Clients clients;
    private final Deletion deletion;
    private final ConflictSets sets = new ConflictSets();
    private final ConflictRun run;

    Integration(StructStore store, Deletion deletion) {
        this.store = store;
        this.rows = store.rows;
        this.types = store.types;
        this.entries = store.entries;
        this.clients = store.clients;
        this.deletion = deletion;
        this.run = store.conflictRun;
    }

    /**
     * Makes a struct part of the document. Its client's state is its clock, its left and right are the items that hold its
     * origins, cut so that they end and start there; its parent is the type or map entry it belongs to, and its content is
     * in place.
     *
     * <p>An item without a parent becomes a GC: its neighbour or its parent was collected.
     *
     * <p>Linear in the number of conflicting items, usually zero; logarithmic while one after the other is placed among those of
     * the same origins.
     */
    void integrate(int item) {
        int parent = rows.parent(item);
        if (parent == NONE) {
            deletion.becomeGc(item);
            store.addStruct(item, rows.client(item), rows.clock(item), rows.length(item));
            store.deleteSetChanged();
            return;
        }
        int left = rows.left(item);
        int right = rows.right(item);
        boolean conflict = left == NONE ? right == NONE || rows.left(right) != NONE : rows.right(left) != right;
        if (conflict) {
            left = findLeft(item, left, right, parent);
            rows.setLeft(item, left);
        }
        // What stays as it is, is read before the writes: behind them it would have to be read again and again.
        int client = rows.client(item);
        int clock = rows.clock(item);
        int length = rows.length(item);
        int kind = rows.kind(item);
        int type = store.parents.typeOf(parent);
        int parentItem = types.item(type);
        right = link(item, left, parent);
        store.positions.inserted(parent, item, left);
        if (parent >= 0 && Kind.isCountable(kind)) {
            types.addLength(type, length);
        }
        store.addStruct(item, client, clock, length);
        if (kind == StructKind.DELETED) {
            rows.set(item, Rows.DELETED);
            store.deleted(item);
        } else if (kind == StructKind.FORMAT) {
            types.setHasFormatting(type);
        } else if (kind == StructKind.DOC) {
            store.subdocs.integrated(item);
        }
        store.typeChanged(item);
        if (parentItem != NONE && rows.isDeleted(parentItem) || Parents.isEntry(parent) && right != NONE) {
            // The parent is deleted, or this is not the current value of its key.
            deletion.delete(item);
        }
    }

    /**
     * Resolves a conflict: finds the item to the left of this one among those that were inserted at the same place.
     *
     * <pre>
     *   {origin} b b b b {this} {c,b} {c,b} {right}
     *      b: itemsBeforeOrigin     c: conflictingItems, a subset
     * </pre>
     */
    private int findLeft(int item, int knownLeft, int right, int parent) {
        int first = knownLeft != NONE ? rows.right(knownLeft) : store.parents.first(parent);
        if (first == NONE || first == right) {
            return knownLeft;
        }
        int left = knownLeft;
        int o = first;
        if (run.isOf(item, first)) {
            if (!run.isBehindLast(item)) {
                left = run.place(item, left);
                run.expectLink();
                return left;
            }
            left = run.last();
            o = rows.right(left);
        }
        long id = clients.id(rows.client(item));
        boolean inRun = true;
        // As long as all conflicting items have the same origin, case 2 can't come up, and nobody asks the sets.
        while (o != NONE && o != right) {
            if (!rows.sameOrigin(item, o)) {
                run.forget();
                return findLeftAmongNested(item, left, right, first, o);
            }
            boolean sameRightOrigin = rows.sameRightOrigin(item, o);
            if (clients.id(rows.client(o)) < id) {
                left = o;
                inRun = inRun && sameRightOrigin && run.isBehindLast(o);
                if (inRun) {
                    run.add(o);
                }
            } else if (sameRightOrigin) {
                break;
            } else {
                inRun = false;
            }
            o = rows.right(o);
        }
        if (inRun) {
            run.add(item);
            run.expectLink();
        } else {
            run.forget();
        }
        return left;
    }

    /**
     * Goes on where items come that were inserted behind one of those seen.
     *
     * @param left what is known to be left of the item
     * @param first the first conflicting item
     * @param reached the first item whose origin differs
     */
    private int findLeftAmongNested(int item, int knownLeft, int right, int first, int reached) {
        int left = knownLeft;
        long id = clients.id(rows.client(item));
        sets.clear();
        for (int seen = first; seen != reached; seen = rows.right(seen)) {
            sets.add(seen);
            if (seen == left) {
                sets.clearConflicting();
            }
        }
        int o = reached;
        while (o != NONE && o != right) {
            sets.add(o);
            if (rows.sameOrigin(item, o)) {
                // case 1: both were inserted behind the same item; the smaller client id comes first
                if (clients.id(rows.client(o)) < id) {
                    left = o;
                    sets.clearConflicting();
                } else if (rows.sameRightOrigin(item, o)) {
                    // Same place altogether: the ids decide, and this is to the left of o.
                    break;
                }
                // else o may lie before an item that this conflicts with; a later step will tell
            } else {
                int originClient = rows.originClient(o);
                if (originClient == NONE) {
                    break;
                }
                int origin = store.find(originClient, rows.originClock(o));
                if (!sets.isBeforeOrigin(origin)) {
                    break;
                }
                // case 2: o hangs on one of the items between
                if (!sets.isConflicting(origin)) {
                    left = o;
                    sets.clearConflicting();
                }
            }
            o = rows.right(o);
        }
        return left;
    }

    /** Hangs the item in behind {@code left}, or in front; returns what is to its right now. */
    private int link(int item, int left, int parent) {
        run.listsChange();
        int right;
        if (left != NONE) {
            right = rows.right(left);
            rows.setRight(left, item);
        } else {
            right = store.parents.first(parent);
            if (parent >= 0) {
                types.setFirst(parent, item);
            }
        }
        rows.setRight(item, right);
        if (right != NONE) {
            rows.setLeft(right, item);
        } else {
            store.parents.setLast(parent, item);
            if (left != NONE && Parents.isEntry(parent)) {
                // This is the current value of its key now; what was it is deleted.
                deletion.delete(left);
            }
        }
        return right;
    }
}
