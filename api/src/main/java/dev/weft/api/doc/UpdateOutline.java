package dev.weft.api.doc;

import dev.weft.crdt.update.DecodedUpdate;
import dev.weft.crdt.update.DecodedUpdate.Content;
import dev.weft.crdt.update.DecodedUpdate.Parent;
import dev.weft.crdt.update.DecodedUpdate.Struct;
import dev.weft.crdt.update.TypeRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An update for people's eyes, as JSON.
 *
 * <pre>
 * {"structs":[{"id":"1:0","length":2,"root":"t","kind":"text","value":"hi"},
 *             {"id":"3:0","length":1,"origin":"1:1","kind":"text","value":"Z"}],
 *  "deletions":[{"client":1,"clock":0,"length":1}]}
 * </pre>
 *
 * <p>An id is {@code client:clock}. An item without origins names its parent: a {@code root}, or the id of the item that holds
 * the type; and its {@code key} if it is a map entry.
 */
public final class UpdateOutline {

    private UpdateOutline() {}

    /** The JSON text. */
    public static String json(DecodedUpdate update) {
        Map<String, @Nullable Object> outline = new LinkedHashMap<>();
        outline.put("structs", structs(update));
        outline.put("deletions", deletions(update));
        return DocumentJson.of(outline);
    }

    static List<Map<String, @Nullable Object>> structs(DecodedUpdate update) {
        return update.structs().stream().map(UpdateOutline::struct).toList();
    }

    static List<Map<String, @Nullable Object>> deletions(DecodedUpdate update) {
        List<Map<String, @Nullable Object>> deletions = new ArrayList<>();
        update.deletions().forEach((client, clock, length) -> {
            Map<String, @Nullable Object> range = new LinkedHashMap<>();
            range.put("client", client);
            range.put("clock", clock);
            range.put("length", length);
            deletions.add(range);
        });
        return deletions;
    }

    private static Map<String, @Nullable Object> struct(Struct struct) {
        Map<String, @Nullable Object> outline = new LinkedHashMap<>();
        outline.put("id", struct.id().toString());
        outline.put("length", struct.length());
        switch (struct) {
            case DecodedUpdate.Gc gc -> outline.put("kind", "gc");
            case DecodedUpdate.Skip skip -> outline.put("kind", "skip");
            case DecodedUpdate.Item item -> {
                putIfPresent(outline, "origin", item.origin());
                putIfPresent(outline, "rightOrigin", item.rightOrigin());
                switch (item.parent()) {
                    case null -> {}
                    case Parent.Root(String name) -> outline.put("root", name);
                    case Parent.OfItem(DecodedUpdate.Id id) -> outline.put("parent", id.toString());
                }
                putIfPresent(outline, "key", item.mapKey());
                putContent(outline, item.content());
            }
        }
        return outline;
    }

    private static void putIfPresent(Map<String, @Nullable Object> outline, String name, @Nullable Object value) {
        if (value != null) {
            outline.put(name, value.toString());
        }
    }

    private static void putContent(Map<String, @Nullable Object> outline, Content content) {
        switch (content) {
            case Content.Deleted deleted -> outline.put("kind", "deleted");
            case Content.Json(var values) -> put(outline, "json", values);
            case Content.Binary(byte[] bytes) -> put(outline, "binary", bytes);
            case Content.Text(String text) -> put(outline, "text", text);
            case Content.Embed(var value) -> put(outline, "embed", value);
            case Content.Format(String name, var value) -> {
                put(outline, "format", value);
                outline.put("format", name);
            }
            case Content.Type(int typeRef, String name) -> {
                put(outline, "type", typeName(typeRef));
                putIfPresent(outline, "name", name);
            }
            case Content.Any(var values) -> put(outline, "any", values);
            case Content.Doc(String guid, var options) -> {
                put(outline, "doc", guid);
                outline.put("options", options);
            }
        }
    }

    private static void put(Map<String, @Nullable Object> outline, String kind, Object value) {
        outline.put("kind", kind);
        outline.put("value", value);
    }

    private static String typeName(int typeRef) {
        return switch (typeRef) {
            case TypeRef.ARRAY -> "array";
            case TypeRef.MAP -> "map";
            case TypeRef.TEXT -> "text";
            case TypeRef.XML_ELEMENT -> "xmlElement";
            case TypeRef.XML_FRAGMENT -> "xmlFragment";
            case TypeRef.XML_HOOK -> "xmlHook";
            case TypeRef.XML_TEXT -> "xmlText";
            default -> throw new IllegalArgumentException("type ref " + typeRef + ": known refs are 0 to 6");
        };
    }
}
