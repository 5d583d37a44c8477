package dev.weft.crdt.store;

import java.util.Arrays;

/**
 * Remembers the items that were passed when an item was placed among others of the same origins, so that the next one that
 * belongs there is found its place by binary search: when hundreds of clients insert at one place without seeing each other, each
 * would walk over all with smaller ids.
 *
 * <pre>
 *   {origin} 3 7 8 12 20 … {right origin}
 *            ╰────────╯ the run: the same left and right origin, side by side, by ascending client id
 * </pre>
 *
 * <p>Good only until any list changes in any other way than by an item placed with it: {@link #listsChange} is told of every
 * link, cut, join and collection, wherever it happens.
 */
final class ConflictRun {
    private static final int[] EMPTY = {};

    /** A longer run gives its memory back when it is forgotten. */
    private static final int KEPT_ITEMS = 64;

    private final Rows rows;
    private final Clients clients;

    private int[] items = EMPTY;
    private int size;

    /** How often the lists changed so far. */
    private long changes;

    /** The value of {@link #changes} that the run is good for. */
    private long goodFor;

    ConflictRun(Rows rows, Clients clients) {
        this.rows = rows;
        this.clients = clients;
    }

    /** An item is linked, cut, joined to another, or collected. */
    void listsChange() {
        changes++;
    }

    /**
     * Whether what is remembered begins with the first item that this one conflicts with, and has its origins; else forgets it.
     */
    boolean isOf(int item, int first) {
        if (size > 0
                && goodFor == changes
                && items[0] == first
                && rows.sameOrigin(item, first)
                && rows.sameRightOrigin(item, first)) {
            return true;
        }
        forget();
        return false;
    }

    void forget() {
        size = 0;
        if (items.length > KEPT_ITEMS) {
            items = EMPTY;
        }
    }

    int last() {
        return items[size - 1];
    }

    /** Whether the item's client id is greater than that of the last one, or there is none. */
    boolean isBehindLast(int item) {
        return size == 0 || id(item) > id(items[size - 1]);
    }

    /** Goes on with an item that stands right behind the last one, has its origins, and a greater client id. */
    void add(int item) {
        insert(size, item);
    }

    /**
     * Finds an item its place among those remembered, and remembers it there.
     *
     * @return its left neighbour, or {@code leftOfRun}
     */
    int place(int item, int leftOfRun) {
        long id = id(item);
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (id(items[middle]) < id) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        insert(low, item);
        return low == 0 ? leftOfRun : items[low - 1];
    }

    private void insert(int at, int item) {
        if (size == items.length) {
            items = Arrays.copyOf(items, Math.max(8, size + (size >> 1)));
        }
        System.arraycopy(items, at, items, at + 1, size - at);
        items[at] = item;
        size++;
    }

    /** The item that was just placed, and remembered, is going to be linked: that is no change to the run. */
    void expectLink() {
        goodFor = changes + 1;
    }

    private long id(int item) {
        return clients.id(rows.client(item));
    }
}
