package dev.weft.crdt.update;

import dev.weft.lib0.AnyValue;
import dev.weft.lib0.ByteReader;
import dev.weft.lib0.ByteWriter;
import dev.weft.lib0.Utf8;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Copies an update with other content in it: whatever a user wrote becomes a running number of the item, equal names becoming equal
 * numbers. Ids, lengths, structure and the names of root types stay.
 *
 * <p>Source: yjs 13.6.33, {@code src/utils/updates.js}, {@code createObfuscator}.
 */
final class UpdateObfuscator {
    private final Obfuscation options;
    private final UpdateWriter writer;
    private final ByteWriter content = new ByteWriter();
    private final Map<String, String> mapKeys = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, String> formatKeys = new HashMap<>();
    private final Map<AnyValue, String> formatValues = new HashMap<>();

    /** Number of the present item: items are counted from 0. */
    private int item;

    private UpdateObfuscator(Obfuscation options, UpdateWriter writer) {
        this.options = options;
        this.writer = writer;
        // What ends a format must go on ending it.
        formatValues.put(AnyValue.NULL, "null");
    }

    static byte[] obfuscate(UpdateCursor cursor, UpdateWriter writer, Obfuscation options) {
        new UpdateObfuscator(options, writer).copyStructs(cursor);
        writer.deletions(cursor.readDeletions());
        return writer.toByteArray();
    }

    private void copyStructs(UpdateCursor cursor) {
        long client = -1;
        int endClock = 0;
        while (cursor.next()) {
            if (cursor.client != client || cursor.clock != endClock) {
                client = cursor.client;
                writer.beginClient(client, cursor.clock);
            }
            endClock = cursor.endClock();
            if (StructKind.isItem(cursor.kind)) {
                copyItem(cursor);
                item++;
            } else {
                writer.struct(cursor, 0);
            }
        }
    }

    private void copyItem(UpdateCursor cursor) {
        content.reset();
        boolean changed = writeContent(cursor);
        if (cursor.hasMapKey && cursor.mapKeyEnd > cursor.mapKeyStart) {
            String replaced = mapKeys.computeIfAbsent(cursor.mapKey(), key -> number());
            cursor.replaceMapKey(Utf8.encode(replaced));
        }
        writer.itemHeader(cursor, 0);
        if (changed) {
            writer.content(cursor.kind, cursor.length, content.array(), 0, content.size());
        } else {
            writer.content(cursor);
        }
    }

    private String number() {
        return Integer.toString(item);
    }

    /** Writes other content of the same kind and length; false if it is to stay as it is. */
    private boolean writeContent(UpdateCursor cursor) {
        switch (cursor.kind) {
            case StructKind.STRING -> {
                for (int i = 0; i < cursor.length; i++) {
                    content.writeUint8('0' + item % 10);
                }
            }
            case StructKind.ANY -> {
                for (int i = 0; i < cursor.length; i++) {
                    content.writeAny(new AnyValue.Whole(item));
                }
            }
            case StructKind.JSON -> {
                for (int i = 0; i < cursor.length; i++) {
                    content.writeString(number());
                }
            }
            case StructKind.BINARY -> content.writeUint8(item);
            case StructKind.EMBED -> content.writeUtf8("{}");
            case StructKind.FORMAT -> {
                return options.formatting() && writeFormat(cursor);
            }
            case StructKind.TYPE -> {
                return options.xmlNames() && writeType(cursor);
            }
            case StructKind.DOC -> {
                if (!options.subdocs()) {
                    return false;
                }
                content.writeString(number());
                content.writeAny(new AnyValue.AnyObject(new LinkedHashMap<>()));
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean writeFormat(UpdateCursor cursor) {
        var in = new ByteReader(cursor.content, cursor.contentStart, cursor.contentEnd);
        content.writeString(formatKeys.computeIfAbsent(in.readString(), key -> number()));
        int length = in.readLength("the JSON text of a format");
        AnyValue value = UpdateDecoder.value(cursor, in.array(), in.position(), in.position() + length);
        String json = "{\"i\":" + item + "}";
        content.writeString(
                switch (value) {
                    // JavaScript knows these by identity: no two are the same.
                    case AnyValue.AnyObject _, AnyValue.AnyArray _, AnyValue.Bytes _ -> json;
                    case AnyValue.Number n ->
                        formatValues.computeIfAbsent(AnyValue.number(n.toDouble() + 0.0), same -> json);
                    default -> formatValues.computeIfAbsent(value, same -> json);
                });
        return true;
    }

    private boolean writeType(UpdateCursor cursor) {
        var in = new ByteReader(cursor.content, cursor.contentStart, cursor.contentEnd);
        int typeRef = (int) in.readVarUint();
        if (!TypeRef.hasName(typeRef)) {
            return false;
        }
        String prefix = typeRef == TypeRef.XML_ELEMENT ? "node-" : "hook-";
        content.writeVarUint(typeRef);
        content.writeString(names.computeIfAbsent(in.readString(), name -> prefix + item));
        return true;
    }
}
