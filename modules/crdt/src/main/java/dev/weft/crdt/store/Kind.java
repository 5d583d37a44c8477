package dev.weft.crdt.store;

import dev.weft.crdt.update.StructKind;

/** What the kinds of {@link StructKind} mean for a store. */
public final class Kind {
    /** A row that holds no struct; never written. */
    static final int FREE = 15;

    private static final int COUNTABLE = 1 << StructKind.JSON
            | 1 << StructKind.BINARY
            | 1 << StructKind.STRING
            | 1 << StructKind.EMBED
            | 1 << StructKind.TYPE
            | 1 << StructKind.ANY
            | 1 << StructKind.DOC;
    private static final int IN_ARENA = 1 << StructKind.JSON
            | 1 << StructKind.BINARY
            | 1 << StructKind.STRING
            | 1 << StructKind.EMBED
            | 1 << StructKind.FORMAT
            | 1 << StructKind.ANY
            | 1 << StructKind.DOC;
    private static final int MERGEABLE =
            1 << StructKind.DELETED | 1 << StructKind.JSON | 1 << StructKind.STRING | 1 << StructKind.ANY;

    /** Whether content of this kind counts for the length of a list: all but GC, Deleted and Format. */
    public static boolean isCountable(int kind) {
        return (COUNTABLE >>> kind & 1) != 0;
    }

    /** Whether the content is kept as bytes in the {@link ContentArena}. */
    static boolean isInArena(int kind) {
        return (IN_ARENA >>> kind & 1) != 0;
    }

    /** Whether items of this kind can be longer than one unit, hence split and merged. */
    static boolean isMergeable(int kind) {
        return (MERGEABLE >>> kind & 1) != 0;
    }

    private Kind() {}
}
