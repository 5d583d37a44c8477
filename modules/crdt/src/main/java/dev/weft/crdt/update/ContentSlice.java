package dev.weft.crdt.update;

import dev.weft.lib0.ByteReader;
import dev.weft.lib0.ByteWriter;
import dev.weft.lib0.Utf8;

/** The right part of an item's content, cut off at a number of units, in the encoding of {@link UpdateCursor#contentBytes()}. */
final class ContentSlice {
    private final ByteWriter scratch = new ByteWriter(0);

    byte[] bytes = {};
    int start;
    int end;

    /**
     * Sets the slice to the content of the cursor's item without its first {@code offset} units, valid until the next call.
     *
     * @param offset 0 ≤ offset &lt; length
     */
    void set(UpdateCursor cursor, int offset) {
        bytes = cursor.content;
        start = cursor.contentStart;
        end = cursor.contentEnd;
        if (offset > 0) {
            switch (cursor.kind) {
                case StructKind.STRING -> cutText(offset);
                case StructKind.ANY -> {
                    var values = new ByteReader(bytes, start, end);
                    for (int i = 0; i < offset; i++) {
                        values.skipAny();
                    }
                    start = values.position();
                }
                case StructKind.JSON -> {
                    var texts = new ByteReader(bytes, start, end);
                    for (int i = 0; i < offset; i++) {
                        texts.skipString();
                    }
                    start = texts.position();
                }
                default -> {
                    // A Deleted has no content, and everything else is one unit long.
                }
            }
        }
    }

    private void cutText(int offset) {
        int cut = Utf8.indexOfUnit(bytes, start, end, offset);
        if (cut >= 0) {
            start = cut;
        } else {
            int pair = -1 - cut;
            scratch.reset();
            Utf8.writeReplacement(scratch);
            scratch.writeBytes(bytes, pair + 4, end);
            bytes = scratch.array();
            start = 0;
            end = scratch.size();
        }
    }
}
