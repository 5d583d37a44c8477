package dev.weft.api.doc;

import dev.weft.crdt.Doc;
import dev.weft.crdt.YType;
import dev.weft.lib0.AnyValue;
import dev.weft.lib0.JsonText;
import java.math.BigInteger;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Content of documents as JSON text: what JavaScript would print of it, but bytes as base64. */
public final class DocumentJson {

    private DocumentJson() {}

    /**
     * The JSON text of a value.
     *
     * @param value null, a boolean, number, text, bytes, a list or a map of such values, a shared type, a
     *     subdocument, or {@link AnyValue#UNDEFINED}, which is left out of maps
     */
    public static String of(@Nullable Object value) {
        return JsonText.of(any(value));
    }

    private static AnyValue any(@Nullable Object value) {
        return switch (value) {
            case null -> AnyValue.NULL;
            case AnyValue any -> any;
            case YType type -> any(type.toJson());
            case Doc subdocument -> any(subdocument.toJson()); // as JSON.stringify shows one of Yjs
            case Boolean bool -> AnyValue.of(bool);
            case BigInteger number -> new AnyValue.BigInt(number.longValueExact());
            case Number number -> AnyValue.number(number.doubleValue());
            case CharSequence text -> new AnyValue.Text(text.toString());
            case byte[] bytes -> new AnyValue.Text(Base64.getEncoder().encodeToString(bytes));
            case List<?> list ->
                new AnyValue.AnyArray(list.stream().map(DocumentJson::any).toList());
            case Map<?, ?> map -> {
                LinkedHashMap<String, AnyValue> members = new LinkedHashMap<>();
                map.forEach((key, member) -> members.put(String.valueOf(key), any(member)));
                yield new AnyValue.AnyObject(members);
            }
            default -> throw new IllegalArgumentException("no JSON for a " + value.getClass());
        };
    }
}
