package dev.weft.crdt.store;

import java.util.Arrays;

/** The roots of a document: types that have a name instead of an item that holds them. */
final class Roots {
    private static final int NONE = Rows.NONE;

    private final Types types;
    private final Names names;

    /** In the order in which their names came up. */
    private final IntList all = new IntList();

    private int[] byName = new int[0];

    Roots(Types types, Names names) {
        this.types = types;
        this.names = names;
    }

    /** The root of this name, made untyped if there is none. */
    int named(int name) {
        if (name >= byName.length) {
            int old = byName.length;
            byName = Arrays.copyOf(byName, Math.max(name + 1, names.count()));
            Arrays.fill(byName, old, byName.length, NONE);
        }
        int type = byName[name];
        if (type == NONE) {
            type = types.add(NONE, Types.UNTYPED, name);
            byName[name] = type;
            all.add(type);
        }
        return type;
    }

    int count() {
        return all.size();
    }

    /** @param index 0 … {@link #count} − 1 */
    int at(int index) {
        return all.get(index);
    }
}
