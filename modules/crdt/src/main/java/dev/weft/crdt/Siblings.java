package dev.weft.crdt;

import dev.weft.crdt.store.Rows;
import dev.weft.crdt.update.StructKind;
import org.jspecify.annotations.Nullable;

/** Living neighbours of a type in its parent's list. */
final class Siblings {
    private Siblings() {}

    static @Nullable YType next(YType type) {
        return find(type, true);
    }

    static @Nullable YType previous(YType type) {
        return find(type, false);
    }

    private static @Nullable YType find(YType type, boolean forward) {
        Doc doc = type.owner();
        return doc.confined(() -> {
            Rows rows = doc.rows();
            int row = type.item();
            do {
                if (row == Rows.NONE) {
                    return null;
                }
                row = forward ? rows.right(row) : rows.left(row);
            } while (row == Rows.NONE || rows.isDeleted(row));
            return rows.kind(row) == StructKind.TYPE ? doc.typeAt(doc.store.typeOf(row)) : null;
        });
    }
}
