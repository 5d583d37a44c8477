package dev.weft.crdt;

import dev.weft.crdt.store.StructStore;
import dev.weft.crdt.update.StructKind;
import dev.weft.lib0.AnyValue;
import dev.weft.lib0.ByteReader;
import dev.weft.lib0.Utf8;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The content of items as Java values.
 *
 * <p>Source: yjs 13.6, {@code getContent} of each class in {@code src/structs}.
 */
final class Contents {
    private static final String UNDEFINED = "undefined";
    private static final char REPLACEMENT = '\uFFFD';

    private Contents() {}

    /** Gives each unit of a countable item to the consumer. */
    static void forEach(Doc doc, int row, Consumer<@Nullable Object> consumer) {
        StructStore store = doc.store;
        byte[] bytes = store.contentArray();
        int start = store.contentStart(row);
        int length = store.rows().length(row);
        switch (store.rows().kind(row)) {
            case StructKind.ANY -> {
                var in = new ByteReader(bytes, start, store.contentEnd(row));
                for (int i = 0; i < length; i++) {
                    consumer.accept(Values.readAny(in));
                }
            }
            case StructKind.JSON -> {
                var in = new ByteReader(bytes, start, store.contentEnd(row));
                for (int i = 0; i < length; i++) {
                    consumer.accept(readJson(in));
                }
            }
            case StructKind.STRING -> {
                String text = text(doc, row);
                for (int i = 0; i < length; i++) {
                    consumer.accept(text.substring(i, i + 1));
                }
            }
            case StructKind.BINARY -> consumer.accept(Arrays.copyOfRange(bytes, start, store.contentEnd(row)));
            case StructKind.EMBED -> consumer.accept(Values.parseJson(bytes, start, store.contentEnd(row)));
            case StructKind.TYPE -> consumer.accept(doc.typeAt(store.typeOf(row)));
            case StructKind.DOC -> consumer.accept(doc.subdocItems().at(row));
            default -> {}
        }
    }

    /** The unit at an offset in the item. */
    static @Nullable Object at(Doc doc, int row, int offset) {
        var found = new Object() {
            int skipped;

            @Nullable
            Object value;
        };
        forEach(doc, row, value -> {
            if (found.skipped++ == offset) {
                found.value = value;
            }
        });
        return found.value;
    }

    /** The last unit: what a map key has as its value. */
    static @Nullable Object last(Doc doc, int row) {
        return at(doc, row, doc.rows().length(row) - 1);
    }

    private static @Nullable Object readJson(ByteReader in) {
        int length = in.readLength("a JSON text");
        int start = in.position();
        in.skip(length);
        String text = Utf8.decode(in.array(), start, start + length);
        return text.equals(UNDEFINED) ? AnyValue.UNDEFINED : Values.parseJson(in.array(), start, start + length);
    }

    /** The text of a String item. */
    static String text(Doc doc, int row) {
        StructStore store = doc.store;
        return Utf8.decode(store.contentArray(), store.contentStart(row), store.contentEnd(row));
    }

    /** A part of the text of a String item. Of a surrogate pair that goes over its border, U+FFFD is left, as of a cut one. */
    static String textBetween(Doc doc, int row, int clock, int end) {
        String text = text(doc, row);
        int from = clock - doc.rows().clock(row);
        int to = end - doc.rows().clock(row);
        if (from == 0 && to == text.length()) {
            return text;
        }
        var part = new StringBuilder(text.substring(from, to));
        if (from > 0 && Character.isLowSurrogate(part.charAt(0))) {
            part.setCharAt(0, REPLACEMENT);
        }
        if (to < text.length() && Character.isHighSurrogate(part.charAt(part.length() - 1))) {
            part.setCharAt(part.length() - 1, REPLACEMENT);
        }
        return part.toString();
    }

    /** Key and value of a Format item. */
    record Format(String key, @Nullable Object value) {}

    static Format format(Doc doc, int row) {
        StructStore store = doc.store;
        var in = new ByteReader(store.contentArray(), store.contentStart(row), store.contentEnd(row));
        String key = in.readString();
        int length = in.readLength("a JSON text");
        return new Format(key, Values.parseJson(in.array(), in.position(), in.position() + length));
    }

    static void forEachOfList(YType type, Consumer<@Nullable Object> consumer) {
        Doc doc = type.owner();
        for (int row = type.first(); row != YType.NONE; row = doc.rows().right(row)) {
            if (doc.rows().isVisible(row)) {
                forEach(doc, row, consumer);
            }
        }
    }

    static void addAll(YType type, List<@Nullable Object> list) {
        forEachOfList(type, list::add);
    }
}
