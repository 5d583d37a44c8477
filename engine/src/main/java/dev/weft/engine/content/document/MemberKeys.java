package dev.weft.engine.content.document;

import dev.weft.crdt.YMap;
import dev.weft.engine.content.Field;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What members of an array are told apart by: their ids; those that have none by their order among themselves. One object for one pass over an array. */
public final class MemberKeys {
    private int withoutId;

    /** The members of a draft by their keys, in their order. */
    public static Map<Object, Map<String, @Nullable Object>> byKey(List<Map<String, @Nullable Object>> members) {
        Map<Object, Map<String, @Nullable Object>> byKey = new LinkedHashMap<>();
        MemberKeys keys = new MemberKeys();
        members.forEach(fields -> byKey.put(keys.next(fields), fields));
        return byKey;
    }

    /** The key of the next member. */
    public Object next(@Nullable Object member) {
        return idOf(member) instanceof String id ? id : withoutId++;
    }

    private static @Nullable Object idOf(@Nullable Object member) {
        return switch (member) {
            case YMap shared -> shared.get(Field.ID);
            case Map<?, ?> plain -> plain.get(Field.ID);
            case null, default -> null;
        };
    }
}
