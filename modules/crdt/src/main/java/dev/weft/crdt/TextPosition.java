package dev.weft.crdt;

import dev.weft.crdt.store.Rows;
import dev.weft.crdt.update.StructKind;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A place in a text between two items, with the formats that hold there.
 *
 * <p>Source: yjs 13.6, {@code src/types/YText.js}, {@code ItemTextListPosition}.
 */
final class TextPosition {
    private static final int NONE = Rows.NONE;

    private final Doc doc;
    private final Rows rows;

    int left;
    int right;
    final Map<String, @Nullable Object> currentAttributes = new LinkedHashMap<>();

    TextPosition(Doc doc, int left, int right) {
        this.doc = doc;
        this.rows = doc.rows();
        this.left = left;
        this.right = right;
    }

    /** The place so many visible units behind the beginning of the text; an item that goes over it is cut. */
    static TextPosition at(YType text, int index) {
        Doc doc = text.owner();
        if (!doc.store.types().hasFormatting(text.index())) {
            int before = doc.store.itemBefore(text.index(), index);
            return new TextPosition(
                    doc, before, before == NONE ? text.first() : doc.rows().right(before));
        }
        TextPosition position = new TextPosition(doc, NONE, text.first());
        position.forward(index);
        return position;
    }

    private void forward(int units) {
        int rest = units;
        while (right != NONE && rest > 0) {
            if (!rows.isDeleted(right)) {
                if (rows.kind(right) == StructKind.FORMAT) {
                    update(currentAttributes, Contents.format(doc, right));
                } else {
                    if (rest < rows.length(right)) {
                        doc.store.split(right, rest);
                    }
                    rest -= rows.length(right);
                }
            }
            left = right;
            right = rows.right(right);
        }
    }

    /** Steps over the item to the right, which there must be. */
    void forward() {
        if (!rows.isDeleted(right) && rows.kind(right) == StructKind.FORMAT) {
            update(currentAttributes, Contents.format(doc, right));
        }
        left = right;
        right = rows.right(right);
    }

    static void update(Map<String, @Nullable Object> attributes, Contents.Format format) {
        if (format.value() == null) {
            attributes.remove(format.key());
        } else {
            attributes.put(format.key(), format.value());
        }
    }
}
