package dev.weft.testkit.differential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.crdt.Doc;
import dev.weft.crdt.YType;
import dev.weft.lib0.AnyValue;
import java.math.BigInteger;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of our documents in the JSON that {@code src/main/yjs/describe.mjs} makes of those of Yjs. */
final class PlainJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private PlainJson() {}

    static JsonNode of(@Nullable Object value) {
        return switch (value) {
            case null -> NODES.nullNode();
            case AnyValue.Undefined undefined -> NODES.objectNode().put("$undefined", true);
            case Boolean bool -> NODES.booleanNode(bool);
            case String text -> NODES.textNode(text);
            case BigInteger number -> NODES.objectNode().put("$bigint", number.toString());
            case Number number -> number(number.doubleValue());
            case byte[] bytes -> NODES.textNode(Base64.getEncoder().encodeToString(bytes));
            case Doc doc -> NODES.objectNode().put("$doc", doc.guid());
            case YType type ->
                NODES.objectNode().put("$type", type.getClass().getSimpleName()).set("value", of(type.toJson()));
            case List<?> list -> {
                ArrayNode array = NODES.arrayNode();
                list.forEach(element -> array.add(of(element)));
                yield array;
            }
            case Map<?, ?> map -> {
                ObjectNode object = NODES.objectNode();
                map.forEach((key, member) -> {
                    if (!(member instanceof AnyValue.Undefined)) {
                        object.set((String) key, of(member));
                    }
                });
                yield object;
            }
            default -> throw new IllegalArgumentException("not a value of a document: " + value.getClass());
        };
    }

    /** JSON has one kind of numbers, and no −0. */
    private static JsonNode number(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return NODES.objectNode().put("$number", Double.toString(number));
        }
        return NODES.numberNode(number == 0 ? 0.0 : number);
    }

    /** The same with all numbers as JavaScript has them and bytes as text, so that equal means equal. */
    static JsonNode canonical(JsonNode node) {
        if (node.isBinary()) {
            return NODES.textNode(node.asText());
        }
        if (node.isNumber()) {
            return number(node.doubleValue());
        }
        if (node.isArray()) {
            ArrayNode array = NODES.arrayNode();
            node.forEach(element -> array.add(canonical(element)));
            return array;
        }
        if (node.isObject()) {
            ObjectNode object = NODES.objectNode();
            node.properties().forEach(member -> object.set(member.getKey(), canonical(member.getValue())));
            return object;
        }
        return node;
    }
}
