package dev.weft.crdt;

import dev.weft.crdt.store.Rows;
import dev.weft.crdt.store.StructStore;
import dev.weft.crdt.update.StructKind;
import dev.weft.lib0.AnyValue;
import dev.weft.lib0.ByteWriter;
import dev.weft.lib0.Utf8;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a text.
 *
 * <p>Source: yjs 13.6, {@code src/types/YText.js}, {@code toString} and {@code toDelta}.
 */
final class TextContent {
    private static final int NONE = Rows.NONE;

    private TextContent() {}

    /** The characters alone, without formats and embeds. */
    static String toString(YType text) {
        return text.owner().confined(() -> {
            StructStore store = text.store();
            Rows rows = store.rows();
            var utf8 = new ByteWriter(text.index() == NONE ? 0 : store.types().length(text.index()));
            byte[] bytes = store.contentArray();
            for (int row = text.first(); row != NONE; row = rows.right(row)) {
                if (rows.kind(row) == StructKind.STRING && !rows.isDeleted(row)) {
                    utf8.writeBytes(bytes, store.contentStart(row), store.contentEnd(row));
                }
            }
            return Utf8.decode(utf8.array(), 0, utf8.size());
        });
    }

    static Delta toDelta(YType text) {
        return text.owner().confined(() -> {
            Doc doc = text.owner();
            Rows rows = doc.rows();
            Delta.Builder delta = Delta.builder();
            Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
            var run = new StringBuilder();
            for (int row = text.first(); row != NONE; row = rows.right(row)) {
                if (rows.isDeleted(row)) {
                    continue;
                }
                switch (rows.kind(row)) {
                    case StructKind.STRING -> run.append(Contents.text(doc, row));
                    case StructKind.TYPE, StructKind.EMBED -> {
                        endRun(delta, run, attributes);
                        Object embed = Contents.at(doc, row, 0);
                        delta.insert(embed == null ? AnyValue.NULL : embed, attributes);
                    }
                    case StructKind.FORMAT -> {
                        endRun(delta, run, attributes);
                        TextPosition.update(attributes, Contents.format(doc, row));
                    }
                    default -> {}
                }
            }
            endRun(delta, run, attributes);
            return delta.build();
        });
    }

    private static void endRun(Delta.Builder delta, StringBuilder run, Map<String, @Nullable Object> attributes) {
        if (!run.isEmpty()) {
            delta.insert(run.toString(), attributes);
            run.setLength(0);
        }
    }
}
