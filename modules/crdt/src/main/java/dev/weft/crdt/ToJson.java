package dev.weft.crdt;

import dev.weft.crdt.update.TypeRef;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes of types what JavaScript's {@code toJSON} makes of them. Containers are filled one after the other, not one inside the
 * other: how deep types are nested is up to whoever wrote the update, and must not decide on our stack.
 *
 * <p>Source: yjs 13.6, {@code toJSON} of each class in {@code src/types}.
 */
final class ToJson {
    /** A container that is yet to be filled with the content of a type. */
    private record Empty(YType type, Object container, int depth) {}

    private final @Nullable Perspective at;
    private final Deque<Empty> rest = new ArrayDeque<>();

    private ToJson(@Nullable Perspective at) {
        this.at = at;
    }

    /**
     * @param at what the type is to be read at; null for the present
     * @throws NestingException if the result would be nested too deeply
     */
    static Object of(YType type, @Nullable Perspective at) {
        return type.owner().confined(() -> new ToJson(at).read(type));
    }

    private Object read(YType type) {
        Object json = typeToJson(type, 1);
        while (!rest.isEmpty()) {
            fill(rest.pop());
        }
        return json;
    }

    private Object typeToJson(YType type, int depth) {
        return switch (type) {
            case YArray array -> list(array, depth);
            case YMap map -> map(map, depth);
            case YUntyped root -> untyped(root, depth);
            case YText text -> Xml.toString(text, at);
            case YXmlFragment xml -> Xml.toString(xml, at);
        };
    }

    private Object untyped(YUntyped root, int depth) {
        return switch (root.guessRef(at)) {
            case TypeRef.MAP -> map(root, depth);
            case TypeRef.TEXT -> at == null ? TextContent.toString(root) : PerspectiveContent.toString(root, at);
            case TypeRef.XML_FRAGMENT -> {
                var xml = new StringBuilder();
                forEachOfList(root, child -> xml.append(Xml.toString(child, at)));
                yield xml.toString();
            }
            default -> list(root, depth);
        };
    }

    private List<@Nullable Object> list(YType type, int depth) {
        List<@Nullable Object> list = new ArrayList<>();
        rest.push(new Empty(type, list, depth));
        return list;
    }

    private Map<String, @Nullable Object> map(YType type, int depth) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        rest.push(new Empty(type, map, depth));
        return map;
    }

    @SuppressWarnings("unchecked")
    private void fill(Empty empty) {
        if (empty.depth > NestingException.MAX_NESTING) {
            throw new NestingException();
        }
        if (empty.container instanceof List<?> list) {
            var values = (List<@Nullable Object>) list;
            forEachOfList(empty.type, value -> values.add(valueToJson(value, empty.depth + 1)));
        } else {
            var members = (Map<String, @Nullable Object>) empty.container;
            if (at == null) {
                MapContent.forEach(empty.type, (key, value) -> members.put(key, valueToJson(value, empty.depth + 1)));
            } else {
                PerspectiveContent.forEachOfMap(
                        empty.type, at, (key, value) -> members.put(key, valueToJson(value, empty.depth + 1)));
            }
        }
    }

    private @Nullable Object valueToJson(@Nullable Object value, int depth) {
        return value instanceof YType type ? typeToJson(type, depth) : value;
    }

    private void forEachOfList(YType type, Consumer<@Nullable Object> consumer) {
        if (at == null) {
            Contents.forEachOfList(type, consumer);
        } else {
            PerspectiveContent.forEachOfList(type, at, consumer);
        }
    }
}
