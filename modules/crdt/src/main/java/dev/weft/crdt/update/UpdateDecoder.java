package dev.weft.crdt.update;

import dev.weft.crdt.update.DecodedUpdate.Content;
import dev.weft.crdt.update.DecodedUpdate.Id;
import dev.weft.crdt.update.DecodedUpdate.Parent;
import dev.weft.crdt.update.DecodedUpdate.Struct;
import dev.weft.lib0.AnyValue;
import dev.weft.lib0.ByteReader;
import dev.weft.lib0.JsonText;
import dev.weft.lib0.Utf8;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes records of what a cursor reads. */
final class UpdateDecoder {
    private UpdateDecoder() {}

    static DecodedUpdate decode(UpdateCursor cursor) {
        var structs = new ArrayList<Struct>();
        while (cursor.next()) {
            structs.add(struct(cursor));
        }
        return new DecodedUpdate(List.copyOf(structs), cursor.readDeletions());
    }

    private static Struct struct(UpdateCursor cursor) {
        var id = new Id(cursor.client, cursor.clock);
        return switch (cursor.kind) {
            case StructKind.GC -> new DecodedUpdate.Gc(id, cursor.length);
            case StructKind.SKIP -> new DecodedUpdate.Skip(id, cursor.length);
            default ->
                new DecodedUpdate.Item(
                        id,
                        cursor.length,
                        cursor.hasOrigin ? new Id(cursor.originClient, cursor.originClock) : null,
                        cursor.hasRightOrigin ? new Id(cursor.rightOriginClient, cursor.rightOriginClock) : null,
                        parent(cursor),
                        cursor.hasMapKey ? cursor.mapKey() : null,
                        content(cursor));
        };
    }

    private static @Nullable Parent parent(UpdateCursor cursor) {
        return switch (cursor.parentKind) {
            case NEIGHBOUR -> null;
            case ROOT -> new Parent.Root(cursor.rootName());
            case ITEM -> new Parent.OfItem(new Id(cursor.parentClient, cursor.parentClock));
        };
    }

    private static Content content(UpdateCursor cursor) {
        byte[] bytes = cursor.content;
        int start = cursor.contentStart;
        int end = cursor.contentEnd;
        var in = new ByteReader(bytes, start, end);
        return switch (cursor.kind) {
            case StructKind.DELETED -> new Content.Deleted();
            case StructKind.JSON -> new Content.Json(jsonValues(in, cursor.length));
            case StructKind.BINARY -> new Content.Binary(Arrays.copyOfRange(bytes, start, end));
            case StructKind.STRING -> new Content.Text(Utf8.decode(bytes, start, end));
            case StructKind.EMBED -> new Content.Embed(value(cursor, bytes, start, end));
            case StructKind.FORMAT -> {
                String key = in.readString();
                int length = in.readLength("the JSON text of a format");
                yield new Content.Format(key, value(cursor, bytes, in.position(), in.position() + length));
            }
            case StructKind.TYPE -> {
                int typeRef = (int) in.readVarUint();
                yield new Content.Type(typeRef, TypeRef.hasName(typeRef) ? in.readString() : null);
            }
            case StructKind.ANY -> {
                var values = new ArrayList<AnyValue>();
                for (int i = 0; i < cursor.length; i++) {
                    values.add(in.readAny());
                }
                yield new Content.Any(List.copyOf(values));
            }
            case StructKind.DOC -> new Content.Doc(in.readString(), (AnyValue.AnyObject) in.readAny());
            default -> throw new IllegalStateException("content of kind " + cursor.kind);
        };
    }

    /** The value of an embed or format: as it stands in format 2, or else what its JSON text says. */
    static AnyValue value(UpdateCursor cursor, byte[] json, int start, int end) {
        return cursor.rawValueEnd == 0
                ? JsonText.parse(json, start, end)
                : new ByteReader(cursor.rawValue, cursor.rawValueStart, cursor.rawValueEnd).readAny();
    }

    private static List<AnyValue> jsonValues(ByteReader in, int count) {
        var values = new ArrayList<AnyValue>();
        for (int i = 0; i < count; i++) {
            int end = in.readLength("JSON text") + in.position();
            boolean undefined = JsonContent.isUndefined(in.array(), in.position(), end);
            values.add(undefined ? AnyValue.UNDEFINED : JsonText.parse(in.array(), in.position(), end));
            in.position(end);
        }
        return List.copyOf(values);
    }
}
