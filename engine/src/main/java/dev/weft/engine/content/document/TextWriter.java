package dev.weft.engine.content.document;

import dev.weft.crdt.Delta;
import dev.weft.crdt.YText;
import dev.weft.engine.content.diff.TextDiff;
import dev.weft.engine.content.diff.TextEdit;
import java.util.List;

/** Makes a shared text say something else with as few and as small edits as can be. */
public final class TextWriter {
    private final YText text;

    /** Index in the shared text of each character and, last, of the end: embedded values are between the characters, and count. */
    private final int[] indexes;

    private TextWriter(YText text, int length) {
        this.text = text;
        this.indexes = indexes(text, length);
    }

    /** Formats and embedded values stay where they are. Call within a transaction. */
    public static void write(YText text, String wanted) {
        String now = text.toString();
        List<TextEdit> edits = TextDiff.between(now, wanted);
        if (!edits.isEmpty()) {
            TextWriter writer = new TextWriter(text, now.length());
            edits.reversed().forEach(writer::apply);
        }
    }

    private static int[] indexes(YText text, int length) {
        int[] indexes = new int[length + 1];
        int character = 0;
        int index = 0;
        for (Delta.Op op : text.toDelta().ops()) {
            if (op instanceof Delta.Insert(String piece, var _)) {
                for (int i = 0; i < piece.length(); i++) {
                    indexes[character++] = index++;
                }
            } else {
                index++;
            }
        }
        indexes[character] = index;
        return indexes;
    }

    private void apply(TextEdit edit) {
        int start = edit.index();
        for (int end = start + edit.deleted(); end > start; ) {
            int from = end - 1;
            while (from > start && indexes[from - 1] == indexes[from] - 1) {
                from--;
            }
            text.delete(indexes[from], end - from);
            end = from;
        }
        if (!edit.inserted().isEmpty()) {
            text.insert(indexes[start], edit.inserted());
        }
    }
}
