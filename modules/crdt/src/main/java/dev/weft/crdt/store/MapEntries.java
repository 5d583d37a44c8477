package dev.weft.crdt.store;

import java.util.Arrays;

/**
 * The map keys of all types of a document: an entry per type and key, which knows the row of the key's latest value. Older
 * values hang to the left of that row.
 *
 * <p>The entries of a type are chained in the order in which their keys came up. Looking up a key walks the chain in a small
 * map; the keys of a type after the first {@link #CHAINED} go into one open hash for the whole document.
 *
 * <p>An item under a key names its entry as its parent ({@link Rows}), so that most of the work on maps looks nothing up.
 */
final class MapEntries {
    /** Keys of a type that are looked up along the chain; those behind them are hashed. */
    static final int CHAINED = 12;

    private static final int NONE = Rows.NONE;
    private static final int WIDTH = 4;
    private static final int TYPE = 0;
    private static final int KEY = 1;
    private static final int ROW = 2;
    private static final int NEXT = 3;

    private int[] a = new int[4 * WIDTH];
    private int count;
    private int free = NONE;

    /** Open addressing: entry + 1, 0 is empty, −1 was removed. */
    private int[] slots = new int[0];

    private int hashed;
    private int removed;

    /** Makes room for so many more entries at once. */
    void reserve(int more) {
        if ((count + more) * WIDTH > a.length) {
            a = Arrays.copyOf(a, Math.max(count + more, count * 3 / 2) * WIDTH);
        }
    }

    /** Entries are 0 … count − 1, freed ones among them. */
    int count() {
        return count;
    }

    int type(int entry) {
        return a[entry * WIDTH + TYPE];
    }

    boolean isFree(int entry) {
        return a[entry * WIDTH + TYPE] == NONE;
    }

    /** Index in {@link Names}. */
    int key(int entry) {
        return a[entry * WIDTH + KEY];
    }

    /** The latest value, deleted or not. */
    int row(int entry) {
        return a[entry * WIDTH + ROW];
    }

    void setRow(int entry, int row) {
        a[entry * WIDTH + ROW] = row;
    }

    /** The type's next entry, or {@link Rows#NONE}. */
    int next(int entry) {
        return a[entry * WIDTH + NEXT];
    }

    /** The entry, or {@link Rows#NONE}. */
    int find(Types types, int type, int key) {
        int steps = 0;
        for (int entry = types.firstEntry(type); entry != NONE; entry = a[entry * WIDTH + NEXT]) {
            if (a[entry * WIDTH + KEY] == key) {
                return entry;
            }
            if (++steps == CHAINED) {
                return findHashed(type, key);
            }
        }
        return NONE;
    }

    private int findHashed(int type, int key) {
        if (slots.length == 0) {
            return NONE;
        }
        int mask = slots.length - 1;
        for (int slot = slot(type, key); slots[slot] != 0; slot = slot + 1 & mask) {
            int entry = slots[slot] - 1;
            if (entry >= 0 && a[entry * WIDTH + TYPE] == type && a[entry * WIDTH + KEY] == key) {
                return entry;
            }
        }
        return NONE;
    }

    /** The entry; a new one, without a row, gets to the end of the type's chain. */
    int findOrAdd(Types types, int type, int key) {
        int chained = 0;
        for (int entry = types.firstEntry(type); entry != NONE; entry = a[entry * WIDTH + NEXT]) {
            if (a[entry * WIDTH + KEY] == key) {
                return entry;
            }
            if (++chained == CHAINED) {
                int hashed = findHashed(type, key);
                return hashed != NONE ? hashed : add(types, type, key, true);
            }
        }
        return add(types, type, key, false);
    }

    private int add(Types types, int type, int key, boolean isHashed) {
        int entry = allocate();
        a[entry * WIDTH + TYPE] = type;
        a[entry * WIDTH + KEY] = key;
        a[entry * WIDTH + ROW] = NONE;
        a[entry * WIDTH + NEXT] = NONE;
        int last = types.lastEntry(type);
        if (last == NONE) {
            types.setFirstEntry(type, entry);
        } else {
            a[last * WIDTH + NEXT] = entry;
        }
        types.setLastEntry(type, entry);
        if (isHashed) {
            hash(entry);
        }
        return entry;
    }

    private int allocate() {
        int entry = free;
        if (entry != NONE) {
            free = a[entry * WIDTH + NEXT];
            return entry;
        }
        if ((count + 1) * WIDTH > a.length) {
            a = Arrays.copyOf(a, Math.max(count + 1, count * 3 / 2) * WIDTH);
        }
        return count++;
    }

    private void hash(int entry) {
        if (2 * (hashed + removed + 1) > slots.length) {
            rehash();
        }
        put(entry);
        hashed++;
    }

    private void rehash() {
        int[] old = slots;
        int capacity = 16;
        while (capacity < 4 * (hashed + 1)) {
            capacity *= 2;
        }
        slots = new int[capacity];
        removed = 0;
        for (int value : old) {
            if (value > 0) {
                put(value - 1);
            }
        }
    }

    private void put(int entry) {
        int mask = slots.length - 1;
        int slot = slot(type(entry), key(entry));
        while (slots[slot] > 0) {
            slot = slot + 1 & mask;
        }
        if (slots[slot] < 0) {
            removed--;
        }
        slots[slot] = entry + 1;
    }

    /** Gives back all entries of the type. */
    void releaseAll(Types types, int type) {
        int steps = 0;
        for (int entry = types.firstEntry(type); entry != NONE; ) {
            int next = a[entry * WIDTH + NEXT];
            if (steps++ >= CHAINED) {
                unhash(entry);
            }
            a[entry * WIDTH + TYPE] = NONE;
            a[entry * WIDTH + NEXT] = free;
            free = entry;
            entry = next;
        }
        types.setFirstEntry(type, NONE);
        types.setLastEntry(type, NONE);
    }

    private void unhash(int entry) {
        int mask = slots.length - 1;
        int slot = slot(type(entry), key(entry));
        while (slots[slot] != entry + 1) {
            slot = slot + 1 & mask;
        }
        slots[slot] = -1;
        hashed--;
        removed++;
    }

    private int slot(int type, int key) {
        return Spread.slot((long) type << Integer.SIZE | key, slots.length);
    }

    void trim() {
        if (count * WIDTH + (count * WIDTH >> 3) < a.length) {
            a = Arrays.copyOf(a, Math.max(count, 4) * WIDTH);
        }
    }

    long memoryBytes() {
        return 4L * (a.length + slots.length);
    }
}
