package dev.weft.crdt.store;

/**
 * The lists and map entries that items stand in, by the field {@code parent} of a row: the index of a type, in whose list the
 * item is, or an entry of {@link MapEntries}, of which it is a value.
 */
final class Parents {
    private static final int NONE = Rows.NONE;

    private final Rows rows;
    private final Types types;
    private final MapEntries entries;

    /** A value of a key that had no older one when it was looked up: mostly it is still the oldest, or nearly. */
    private int oldestKnown = NONE;

    Parents(Rows rows, Types types, MapEntries entries) {
        this.rows = rows;
        this.types = types;
        this.entries = entries;
    }

    static boolean isEntry(int parent) {
        return parent < NONE;
    }

    private static int entryOf(int parent) {
        return -2 - parent;
    }

    static int ofEntry(int entry) {
        return -2 - entry;
    }

    /** The parent of the items that a type has in its list, or under a map key, whose entry is made if there is none. */
    int of(int type, int key) {
        return key == NONE ? type : ofEntry(entries.findOrAdd(types, type, key));
    }

    /** The type that a row with a parent is in. */
    int type(int row) {
        return typeOf(rows.parent(row));
    }

    /** The type that a list or a map entry belongs to. */
    int typeOf(int parent) {
        return parent >= 0 ? parent : entries.type(entryOf(parent));
    }

    /** The map key of a row with a parent, or {@link Rows#NONE} in a list. */
    int key(int row) {
        int parent = rows.parent(row);
        return isEntry(parent) ? entries.key(entryOf(parent)) : NONE;
    }

    /** The row is the last of its list, or the latest value of its key. */
    void setLast(int parent, int row) {
        if (parent >= 0) {
            types.setLast(parent, row);
        } else {
            entries.setRow(entryOf(parent), row);
        }
    }

    /** The first child of a list, or the oldest value of a key. */
    int first(int parent) {
        if (parent >= 0) {
            return types.first(parent);
        }
        boolean isKnown = oldestKnown != NONE && rows.parent(oldestKnown) == parent;
        int row = isKnown ? oldestKnown : entries.row(entryOf(parent));
        while (row != NONE && rows.left(row) != NONE) {
            row = rows.left(row);
        }
        oldestKnown = row;
        return row;
    }

    /** The row, which was part of the document, is given back: it may soon be another value. */
    void forget(int row) {
        if (row == oldestKnown) {
            oldestKnown = NONE;
        }
    }
}
