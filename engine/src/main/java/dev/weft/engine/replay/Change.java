package dev.weft.engine.replay;

import org.jspecify.annotations.Nullable;

/**
 * One difference between two states of a document as JSON. Values are what {@link dev.weft.crdt.Doc#toJson()} gives: null, booleans,
 * numbers, text, bytes, lists, maps.
 */
public sealed interface Change {
    /** Where: an index in a list counts in the later state, but that of a {@link Removed} in the earlier. */
    DocumentPath path();

    record Added(DocumentPath path, @Nullable Object value) implements Change {}

    record Removed(DocumentPath path, @Nullable Object oldValue) implements Change {}

    /** One value in the place of another; also of a text that has little in common with the one before. */
    record Replaced(
            DocumentPath path,
            @Nullable Object oldValue,
            @Nullable Object value) implements Change {}

    /**
     * A part of a text is another.
     *
     * @param index    where the part begins, in UTF-16 units
     * @param removed  what was there; may be empty
     * @param inserted what is there now; may be empty
     */
    record TextEdited(DocumentPath path, int index, String removed, String inserted) implements Change {}
}
