package dev.weft.crdt;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Told of everything that a document shows, and by which units: see {@link Doc#visit}. Must not change the document.
 *
 * <p>A path leads from the document to a place: the name of the root, then a map key (or attribute) as {@link String} or an index
 * in a list or text as {@link Integer} for each step. The content of one type comes together; that of types inside comes later.
 */
public interface ContentVisitor {
    /**
     * An element of a list, a value of a map key, or an embed in a text.
     *
     * @param path  unmodifiable
     * @param id    the unit that holds it
     * @param value as {@code toList()} and {@code toMap()} have it; of a shared type inside the content follows
     */
    void value(List<Object> path, Id id, @Nullable Object value);

    /**
     * Characters of a text that one client inserted in a row.
     *
     * @param path  of the text; unmodifiable
     * @param index of the first character in the text, in UTF-16 units and embeds
     * @param id    the unit of the first character; those behind have the clocks that follow
     */
    void text(List<Object> path, int index, Id id, String characters);
}
