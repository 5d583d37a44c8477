package dev.weft.crdt;

import dev.weft.crdt.store.Rows;
import dev.weft.crdt.update.StructKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A struct of a document as filters and listeners get to see it: units that one client inserted in a row. Not to be kept: it says
 * the truth only until the next change of the document.
 *
 * <p>Source: yjs 13.6, {@code src/structs/Item.js} and {@code GC.js}.
 */
public final class Item {
    private final Doc doc;
    private final int row;

    Item(Doc doc, int row) {
        this.doc = doc;
        this.row = row;
    }

    /** Of the first unit. */
    public Id id() {
        return new Id(doc.store.clientId(row), doc.rows().clock(row));
    }

    /** Number of units, at least 1. */
    public int length() {
        return doc.rows().length(row);
    }

    /** Whether the content was deleted; it may be forgotten then, too. */
    public boolean isDeleted() {
        return doc.rows().isDeleted(row);
    }

    /** Whether it was collected altogether: then nothing is known but id and length. */
    public boolean isGarbage() {
        return doc.rows().kind(row) == StructKind.GC;
    }

    /** The type it is in, or null if it {@link #isGarbage}. */
    public @Nullable YType parent() {
        return isGarbage() ? null : doc.typeAt(doc.store.parentOf(row));
    }

    /** The map key, or attribute, that it is a value of; null in a list or a text. */
    public @Nullable String key() {
        return isGarbage() ? null : doc.store.keyOf(row);
    }

    /** The type that it holds, or null if it holds something else. */
    public @Nullable YType type() {
        return doc.rows().kind(row) == StructKind.TYPE ? doc.typeAt(doc.store.typeOf(row)) : null;
    }

    /** The values that it holds, one for each unit; none when they were collected, or when it is a format of a text. */
    public List<@Nullable Object> content() {
        List<@Nullable Object> values = new ArrayList<>();
        Contents.forEach(doc, row, values::add);
        return values;
    }

    int row() {
        return row;
    }

    /** Whether the item is in the type, or in a type inside it. */
    static boolean isInside(Doc doc, int row, YType type) {
        if (type.index() == Rows.NONE || type.doc() != doc) {
            return false;
        }
        for (int item = row; item != Rows.NONE; ) {
            int parent = doc.store.parentOf(item);
            if (parent == type.index()) {
                return true;
            }
            item = doc.store.types().item(parent);
        }
        return false;
    }
}
