package dev.weft.crdt.store;

import dev.weft.crdt.update.StructKind;

/**
 * What undo notes about items: which of them must not lose their content though they are deleted, and which item took the place
 * of a deleted one. Nothing of it is part of the document's state, nor known to other replicas.
 *
 * <p>Source: yjs 13.6, {@code src/structs/Item.js}, {@code keepItem} and {@code followRedone}.
 */
public final class RedoneLinks {
    private static final int NONE = Rows.NONE;

    private final StructStore store;
    private final Rows rows;

    RedoneLinks(StructStore store) {
        this.store = store;
        this.rows = store.rows;
    }

    /** @param offset units from the struct's first to the one that was asked for */
    public record Place(int row, int offset) {}

    /** Protects an item, and all around it, from garbage collection, or no longer. */
    public void keep(int item, boolean keep) {
        int row = item;
        while (row != NONE && rows.has(row, Rows.KEEP) != keep) {
            if (keep) {
                rows.set(row, Rows.KEEP);
            } else {
                rows.clear(row, Rows.KEEP);
            }
            row = parentItem(row);
        }
    }

    /** The item that holds the type this one is in, or {@link Rows#NONE} in a root. */
    public int parentItem(int item) {
        return store.types.item(store.parents.type(item));
    }

    /** Whether another item took this one's place. */
    public boolean isRedone(int row) {
        return rows.has(row, Rows.REDONE);
    }

    /** The item that took this one's place, cut to begin there; {@link Rows#NONE} if none did. */
    public int successor(int row) {
        return isRedone(row) ? store.cleanStart(rows.redoneClient(row), rows.redoneClock(row)) : NONE;
    }

    /** Where a unit, which the document must hold, is now: what took its place in the end. Cuts nothing. */
    public Place follow(long clientId, int clock) {
        int client = store.clients.indexOf(clientId);
        int row = store.find(client, clock);
        int offset = clock - rows.clock(row);
        while (isRedone(row)) {
            int next = rows.redoneClock(row) + offset;
            row = store.find(rows.redoneClient(row), next);
            offset = next - rows.clock(row);
        }
        return new Place(row, offset);
    }

    /** As {@link #follow}, but cuts what it finds so that it begins with the unit. */
    public int followClean(long clientId, int clock) {
        Place place = follow(clientId, clock);
        return store.cleanStart(rows.client(place.row()), rows.clock(place.row()) + place.offset());
    }

    /**
     * Inserts an item with the content of another, which it takes the place of. A type begins empty.
     *
     * @param type  what it is inserted into; in a map, under the key of the other item
     * @param left  what it stands behind, or {@link Rows#NONE}
     * @param right what it stands before, or {@link Rows#NONE}
     */
    int insertSuccessor(long clientId, int item, int type, int left, int right) {
        int key = store.parents.key(item);
        int client = store.clients.indexOfOrAdd(clientId);
        int state = store.clients.state(client);
        int row = rows.allocate();
        store.insertion.prepare(row, client, state, rows.kind(item), rows.length(item), left, right);
        rows.setParent(row, store.parents.of(type, key));
        copyContent(item, row);
        rows.setRedone(item, client, state);
        keep(row, true);
        store.integration.integrate(row);
        return row;
    }

    private void copyContent(int from, int to) {
        int kind = rows.kind(from);
        if (kind == StructKind.TYPE) {
            int type = rows.content(from);
            rows.setContent(to, store.types.add(to, store.types.ref(type), store.types.name(type)));
        } else {
            store.insertion.takeContent(to, kind, store.arena.bytes(), rows.content(from), rows.byteLength(from));
        }
    }
}
