package dev.weft.crdt;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** When JavaScript takes two values of formats for the same. */
final class Attributes {
    private Attributes() {}

    /** The very same, or objects whose members are: {@code equalAttrs} of yjs 13.6, {@code src/types/YText.js}. */
    static boolean equal(@Nullable Object a, @Nullable Object b) {
        if (a instanceof Map<?, ?> one && b instanceof Map<?, ?> other) {
            return one.size() == other.size()
                    && one.entrySet().stream()
                            .allMatch(entry -> other.containsKey(entry.getKey())
                                    && same(entry.getValue(), other.get(entry.getKey())));
        }
        if (a instanceof List<?> one && b instanceof List<?> other) {
            if (one.size() != other.size()) {
                return false;
            }
            for (int i = 0; i < one.size(); i++) {
                if (!same(one.get(i), other.get(i))) {
                    return false;
                }
            }
            return true;
        }
        return same(a, b);
    }

    /** JavaScript's {@code ===}: objects are only the same as themselves. */
    static boolean same(@Nullable Object a, @Nullable Object b) {
        return a == b || !(a instanceof Map || a instanceof List) && Objects.equals(a, b);
    }

    /** The attributes as they would come back from a document: numbers and lists in one form only. */
    static Map<String, @Nullable Object> normalised(Map<String, ? extends @Nullable Object> attributes) {
        Map<String, @Nullable Object> normalised = new LinkedHashMap<>();
        attributes.forEach((key, value) -> normalised.put(key, Values.fromAny(Values.toAny(value))));
        return normalised;
    }
}
