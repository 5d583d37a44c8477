package dev.weft.engine.content.patch;

import dev.weft.crdt.YArray;
import dev.weft.crdt.YMap;
import dev.weft.crdt.YType;
import dev.weft.engine.content.draft.PlainJson;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a path leads: to an entry of a shared map or list, or into a plain value that is one.
 *
 * @param parent a {@link YMap} or {@link YArray}
 * @param token key or index of the entry; not looked at yet
 * @param path of the entry
 * @param inside the rest of the path, within the plain value of the entry; mostly empty
 */
record Place(YType parent, String token, JsonPointer path, List<String> inside) {
    /** @param path longer than that of a root */
    static Place of(@Nullable YType root, JsonPointer path) {
        List<String> tokens = path.tokens();
        YType parent = container(root);
        for (int i = 1; ; i++) {
            Place place = new Place(
                    parent,
                    tokens.get(i),
                    new JsonPointer(tokens.subList(0, i + 1)),
                    tokens.subList(i + 1, tokens.size()));
            if (place.inside.isEmpty()) {
                return place;
            }
            Object value = place.value();
            if (value instanceof Map<?, ?> || value instanceof List<?>) {
                return place;
            }
            parent = container(value);
        }
    }

    private static YType container(@Nullable Object value) {
        return switch (value) {
            case YMap map -> map;
            case YArray array -> array;
            case null, default -> throw new DoesNotFitException(PlainJson.kindOf(value) + " has nothing inside");
        };
    }

    /** The value of the entry, as the document has it. */
    @Nullable
    Object value() {
        if (parent instanceof YArray array) {
            return array.get(index());
        }
        YMap map = (YMap) parent;
        if (!map.has(token)) {
            throw new DoesNotFitException("there is no member \"" + token + "\"");
        }
        return map.get(token);
    }

    /** Of an existing element of a list. */
    int index() {
        return PlainPatch.existingIndex(token, ((YArray) parent).length());
    }
}
