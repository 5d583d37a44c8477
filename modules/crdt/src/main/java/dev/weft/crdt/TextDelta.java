package dev.weft.crdt;

import dev.weft.crdt.store.Rows;
import dev.weft.crdt.update.StructKind;
import dev.weft.lib0.AnyValue;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction changed in a text, from its beginning on. Where the document cleans up formatting, formats that turn out to
 * mean nothing are deleted on the way.
 *
 * <p>Source: yjs 13.6, {@code src/types/YText.js}, {@code YTextEvent.delta}.
 */
final class TextDelta {
    private enum Action {
        NOTHING,
        INSERT,
        RETAIN,
        DELETE
    }

    private final Transaction transaction;
    private final Doc doc;
    private final Rows rows;
    private final YType target;
    private final Delta.Builder delta = Delta.builder();

    /** Formats that hold at the item now, and those that held before the transaction. */
    private final Map<String, @Nullable Object> currentAttributes = new LinkedHashMap<>();

    private final Map<String, @Nullable Object> oldAttributes = new LinkedHashMap<>();

    /** Formats that a retained piece got or lost. */
    private final Map<String, @Nullable Object> attributes = new LinkedHashMap<>();

    private Action action = Action.NOTHING;
    private final StringBuilder inserted = new StringBuilder();
    private int retained;
    private int deleted;

    TextDelta(YEvent event) {
        this.transaction = event.transaction();
        this.doc = transaction.doc();
        this.rows = doc.rows();
        this.target = event.target();
    }

    Delta walk() {
        for (int row = target.first(); row != Rows.NONE; row = rows.right(row)) {
            switch (rows.kind(row)) {
                case StructKind.TYPE, StructKind.EMBED -> embed(row);
                case StructKind.STRING -> string(row);
                case StructKind.FORMAT -> format(row);
                default -> {}
            }
        }
        end();
        return delta.dropTrailingRetain().build();
    }

    private void embed(int row) {
        if (transaction.adds(row)) {
            if (!transaction.deletes(row)) {
                end();
                Object value = Contents.at(doc, row, 0);
                delta.insert(value == null ? AnyValue.NULL : value, currentAttributes);
            }
        } else {
            keptOrDeleted(row);
        }
    }

    private void string(int row) {
        if (transaction.adds(row)) {
            if (!transaction.deletes(row)) {
                begin(Action.INSERT);
                inserted.append(Contents.text(doc, row));
            }
        } else {
            keptOrDeleted(row);
        }
    }

    private void keptOrDeleted(int row) {
        if (transaction.deletes(row)) {
            begin(Action.DELETE);
            deleted += rows.length(row);
        } else if (!rows.isDeleted(row)) {
            begin(Action.RETAIN);
            retained += rows.length(row);
        }
    }

    private void format(int row) {
        Contents.Format format = Contents.format(doc, row);
        String key = format.key();
        Object value = format.value();
        if (transaction.adds(row)) {
            if (!transaction.deletes(row)) {
                if (!Attributes.equal(currentAttributes.get(key), value)) {
                    endRetain();
                    if (Attributes.equal(value, oldAttributes.get(key))) {
                        attributes.remove(key);
                    } else {
                        attributes.put(key, value);
                    }
                } else if (value != null) {
                    deleteMeaningless(row);
                }
            }
        } else if (transaction.deletes(row)) {
            oldAttributes.put(key, value);
            Object current = currentAttributes.get(key);
            if (!Attributes.equal(current, value)) {
                endRetain();
                attributes.put(key, current);
            }
        } else if (!rows.isDeleted(row)) {
            oldAttributes.put(key, value);
            if (attributes.containsKey(key)) {
                Object attribute = attributes.get(key);
                if (!Attributes.equal(attribute, value)) {
                    endRetain();
                    if (value == null) {
                        attributes.remove(key);
                    } else {
                        attributes.put(key, value);
                    }
                } else if (attribute != null) {
                    deleteMeaningless(row);
                }
            }
        }
        if (!rows.isDeleted(row)) {
            if (action == Action.INSERT) {
                end();
            }
            TextPosition.update(currentAttributes, format);
        }
    }

    private void deleteMeaningless(int row) {
        if (doc.cleansUpFormatting()) {
            doc.store.delete(row);
        }
    }

    private void endRetain() {
        if (action == Action.RETAIN) {
            end();
        }
    }

    private void begin(Action next) {
        if (action != next) {
            end();
            action = next;
        }
    }

    private void end() {
        switch (action) {
            case INSERT -> {
                if (!inserted.isEmpty()) {
                    delta.insert(inserted.toString(), currentAttributes);
                    inserted.setLength(0);
                }
            }
            case RETAIN -> {
                if (retained > 0) {
                    delta.retain(retained, attributes);
                    retained = 0;
                }
            }
            case DELETE -> {
                if (deleted > 0) {
                    delta.delete(deleted);
                    deleted = 0;
                }
            }
            case NOTHING -> {}
        }
        action = Action.NOTHING;
    }
}
