package dev.weft.crdt;

import dev.weft.crdt.store.Rows;
import dev.weft.crdt.store.StructStore;
import dev.weft.crdt.update.StructKind;
import dev.weft.lib0.ByteWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Inserts, formats and deletes in a text at a position, so that formats hold where they should: each format begins with one
 * Format item and ends with another that negates it.
 *
 * <p>Source: yjs 13.6, {@code src/types/YText.js}, {@code insertText}, {@code formatText}, {@code deleteText}.
 */
final class TextEditing {
    private static final int NONE = Rows.NONE;

    private final Transaction transaction;
    private final YType text;
    private final Doc doc;
    private final StructStore store;
    private final Rows rows;

    TextEditing(Transaction transaction, YType text) {
        this.transaction = transaction;
        this.text = text;
        this.doc = text.owner();
        this.store = doc.store;
        this.rows = doc.rows();
    }

    /**
     * Inserts text, a type, or any other value as an embed.
     *
     * @param given formats that the insertion has; all others that hold at the position end before it and begin again after
     */
    void insert(TextPosition position, Object insert, Map<String, @Nullable Object> given) {
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>(given);
        position.currentAttributes.keySet().forEach(key -> attributes.putIfAbsent(key, null));
        minimizeAttributeChanges(position, attributes);
        Map<String, @Nullable Object> negated = insertAttributes(position, attributes);
        insertContent(position, insert);
        insertNegatedAttributes(position, negated);
    }

    /** Inserts text with the formats that hold there. */
    void insert(TextPosition position, String string) {
        if (store.types().hasFormatting(text.index())) {
            insert(position, string, new LinkedHashMap<>(position.currentAttributes));
            return;
        }
        // The way of most keys typed: there are only deleted items to go over.
        while (position.right != NONE && rows.isDeleted(position.right)) {
            position.forward();
        }
        insertContent(position, string);
    }

    private void insertContent(TextPosition position, Object insert) {
        int row = switch (insert) {
            case String string -> insertString(position, string);
            case YType type -> Items.insertType(transaction, text, NONE, position.left, position.right, type);
            default -> {
                byte[] json = Values.toJsonUtf8(insert);
                yield Items.insert(doc, text, NONE, position.left, position.right, StructKind.EMBED, json);
            }
        };
        position.left = row;
        position.right = rows.right(row);
    }

    private int insertString(TextPosition position, String string) {
        return store.insertText(doc.clientId(), text.index(), position.left, position.right, string);
    }

    private void insertFormat(TextPosition position, String key, @Nullable Object value) {
        var content = new ByteWriter();
        content.writeString(key);
        content.writeVarBytes(Values.toJsonUtf8(value));
        position.right =
                Items.insert(doc, text, NONE, position.left, position.right, StructKind.FORMAT, content.toByteArray());
        position.forward();
    }

    /** Goes over deleted items, and over formats that hold already what is asked for. */
    private void minimizeAttributeChanges(TextPosition position, Map<String, @Nullable Object> attributes) {
        while (position.right != NONE) {
            if (!rows.isDeleted(position.right)) {
                if (rows.kind(position.right) != StructKind.FORMAT) {
                    return;
                }
                Contents.Format format = Contents.format(doc, position.right);
                if (!Attributes.equal(attributes.get(format.key()), format.value())) {
                    return;
                }
            }
            position.forward();
        }
    }

    /** Begins the formats that don't hold yet; returns what held instead. */
    private Map<String, @Nullable Object> insertAttributes(
            TextPosition position, Map<String, @Nullable Object> attributes) {
        Map<String, @Nullable Object> negated = new LinkedHashMap<>();
        attributes.forEach((key, value) -> {
            Object current = position.currentAttributes.get(key);
            if (!Attributes.equal(current, value)) {
                negated.put(key, current);
                insertFormat(position, key, value);
            }
        });
        return negated;
    }

    /** Ends formats, unless they end here anyway. */
    private void insertNegatedAttributes(TextPosition position, Map<String, @Nullable Object> negated) {
        while (position.right != NONE) {
            if (!rows.isDeleted(position.right)) {
                if (rows.kind(position.right) != StructKind.FORMAT) {
                    break;
                }
                Contents.Format format = Contents.format(doc, position.right);
                if (!negated.containsKey(format.key())
                        || !Attributes.equal(negated.get(format.key()), format.value())) {
                    break;
                }
                negated.remove(format.key());
            }
            position.forward();
        }
        negated.forEach((key, value) -> insertFormat(position, key, value));
    }

    /** Gives the next units these formats; null takes one away. What lies beyond the end of the text becomes newlines. */
    void format(TextPosition position, int units, Map<String, @Nullable Object> attributes) {
        minimizeAttributeChanges(position, attributes);
        Map<String, @Nullable Object> negated = insertAttributes(position, attributes);
        int rest = units;
        while (position.right != NONE
                && (rest > 0
                        || !negated.isEmpty()
                                && (rows.isDeleted(position.right)
                                        || rows.kind(position.right) == StructKind.FORMAT))) {
            int right = position.right;
            if (!rows.isDeleted(right)) {
                if (rows.kind(right) == StructKind.FORMAT) {
                    Contents.Format format = Contents.format(doc, right);
                    if (attributes.containsKey(format.key())) {
                        if (Attributes.equal(attributes.get(format.key()), format.value())) {
                            negated.remove(format.key());
                        } else {
                            if (rest == 0) {
                                // It begins behind the range: no need to go on.
                                break;
                            }
                            negated.put(format.key(), format.value());
                        }
                        store.delete(right);
                    } else {
                        position.currentAttributes.put(format.key(), format.value());
                    }
                } else {
                    if (rest < rows.length(right)) {
                        store.split(right, rest);
                    }
                    rest -= rows.length(right);
                }
            }
            position.forward();
        }
        if (rest > 0) {
            insertContent(position, "\n".repeat(rest));
        }
        insertNegatedAttributes(position, negated);
    }

    /** Deletes the next units, and formats that mean nothing then. */
    void delete(TextPosition position, int units) {
        boolean formatted = store.types().hasFormatting(text.index());
        Map<String, @Nullable Object> startAttributes =
                formatted ? new LinkedHashMap<>(position.currentAttributes) : Map.of();
        int start = position.right;
        int rest = units;
        while (rest > 0 && position.right != NONE) {
            int right = position.right;
            if (!rows.isDeleted(right)) {
                switch (rows.kind(right)) {
                    case StructKind.TYPE, StructKind.EMBED, StructKind.STRING -> {
                        if (rest < rows.length(right)) {
                            store.split(right, rest);
                        }
                        rest -= rows.length(right);
                        store.delete(right);
                    }
                    default -> {}
                }
            }
            position.forward();
        }
        if (start != NONE && formatted) {
            FormattingCleanup.cleanGap(doc, start, position.right, startAttributes, position.currentAttributes);
        }
    }
}
