package dev.weft.crdt;

import dev.weft.crdt.store.Rows;
import dev.weft.crdt.update.StructKind;
import dev.weft.lib0.ByteWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes items of values that are inserted here.
 *
 * <p>Source: yjs 13.6, {@code src/types/AbstractType.js}, {@code typeListInsertGenericsAfter} and {@code typeMapSet}.
 */
final class Items {
    private static final int NONE = Rows.NONE;

    private Items() {}

    /** Inserts values behind an item; those that are plain go together into one item. */
    static void insertAfter(Transaction transaction, YType type, int after, List<? extends @Nullable Object> values) {
        Doc doc = transaction.doc;
        int left = after;
        int right = after == NONE ? type.first() : doc.rows().right(after);
        var packed = new ByteWriter();
        int packedCount = 0;
        for (Object value : values) {
            if (isPlain(value)) {
                Values.writeAny(packed, value);
                packedCount++;
                continue;
            }
            if (packedCount > 0) {
                left = insertAny(doc, type, NONE, left, right, packed, packedCount);
                packedCount = 0;
                packed.reset();
            }
            left = insertOne(transaction, type, NONE, left, right, value);
        }
        if (packedCount > 0) {
            insertAny(doc, type, NONE, left, right, packed, packedCount);
        }
    }

    /** Whether the value goes into an item of kind Any. */
    private static boolean isPlain(@Nullable Object value) {
        return !(value instanceof byte[] || value instanceof YType || value instanceof Doc);
    }

    /** Sets a map key. */
    static void set(Transaction transaction, YType type, String key, @Nullable Object value) {
        Doc doc = transaction.doc;
        int left = doc.store.latestValue(type.index(), key);
        int name = doc.store.internName(key);
        if (isPlain(value)) {
            var any = new ByteWriter();
            Values.writeAny(any, value);
            insertAny(doc, type, name, left, NONE, any, 1);
        } else {
            insertOne(transaction, type, name, left, NONE, value);
        }
    }

    private static int insertAny(Doc doc, YType type, int key, int left, int right, ByteWriter any, int count) {
        return doc.store.insert(
                doc.clientId(), type.index(), key, left, right, StructKind.ANY, count, any.array(), any.size());
    }

    private static int insertOne(
            Transaction transaction, YType type, int key, int left, int right, @Nullable Object value) {
        Doc doc = transaction.doc;
        return switch (value) {
            case byte[] bytes -> insert(doc, type, key, left, right, StructKind.BINARY, bytes);
            case Doc subdoc -> {
                doc.subdocItems().inserting(subdoc);
                yield insert(doc, type, key, left, right, StructKind.DOC, Subdocs.content(subdoc));
            }
            case YType nested -> insertType(transaction, type, key, left, right, nested);
            case null, default -> throw new IllegalArgumentException("not a value of its own item: " + value);
        };
    }

    /** Inserts an item of length 1. */
    static int insert(Doc doc, YType type, int key, int left, int right, int kind, byte[] content) {
        return doc.store.insert(doc.clientId(), type.index(), key, left, right, kind, 1, content, content.length);
    }

    static int insertType(Transaction transaction, YType type, int key, int left, int right, YType nested) {
        Doc doc = transaction.doc;
        if (nested.isIntegrated()) {
            throw new IllegalArgumentException("a type can stand in one place only: insert a copy() of it");
        }
        var content = new ByteWriter();
        content.writeVarUint(nested.typeRef());
        String name = nested.wireName();
        if (name != null) {
            content.writeString(name);
        }
        int row = insert(doc, type, key, left, right, StructKind.TYPE, content.toByteArray());
        if (doc.rows().kind(row) == StructKind.TYPE) {
            nested.attach(doc, doc.store.typeOf(row));
            doc.nested(() -> {
                nested.insertPreliminary(transaction);
                return nested;
            });
        }
        return row;
    }
}
