package dev.weft.engine.content.document;

import dev.weft.crdt.YArray;
import dev.weft.crdt.YMap;
import dev.weft.crdt.YText;
import dev.weft.crdt.YType;
import dev.weft.engine.content.Field;
import dev.weft.engine.content.Section;
import dev.weft.engine.content.draft.PlainJson;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes single members: which of their fields are shared types, and which are plain. */
public final class MemberWriter {
    private MemberWriter() {}

    /** A member with these fields, to be inserted into the section's array: a body as a shared text, a Kafka configuration as a shared map. */
    public static YMap member(Section section, Map<String, ? extends @Nullable Object> fields) {
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        fields.forEach((field, value) -> entries.put(field, value(section, field, value)));
        return YMap.of(entries);
    }

    /** The value of a field, as it is put into a shared map. */
    public static @Nullable Object value(Section section, String field, @Nullable Object value) {
        if (value instanceof YType type) {
            return type.copy();
        }
        if (isText(section, field) && value instanceof String text) {
            return new YText(text);
        }
        if (isMap(section, field) && value instanceof Map<?, ?> entries) {
            Map<String, @Nullable Object> any = new LinkedHashMap<>();
            entries.forEach((key, entry) -> any.put(String.valueOf(key), PlainJson.toAny(entry)));
            return YMap.of(any);
        }
        return PlainJson.toAny(value);
    }

    /** Whether the field is a shared text. */
    public static boolean isText(Section section, String field) {
        return section == Section.JOBS && field.equals(Field.BODY);
    }

    /** Whether the field is a shared map, unless it is null. */
    public static boolean isMap(Section section, String field) {
        return section == Section.TRIGGERS && field.equals(Field.KAFKA_CONFIGURATION);
    }

    /** Makes the member at an index have these fields. Others that it has stay. A plain object becomes a shared map. */
    static void update(Section section, YArray array, int index, Map<String, @Nullable Object> fields) {
        Object member = array.get(index);
        if (member instanceof YMap shared) {
            fields.forEach((field, value) -> update(section, shared, field, value));
        } else if (member instanceof Map<?, ?> plain) {
            Map<String, @Nullable Object> all = PlainJson.withTextKeys(plain);
            fields.forEach((field, value) -> {
                if (value != null || all.containsKey(field)) {
                    all.put(field, value);
                }
            });
            array.delete(index);
            array.insert(index, member(section, all));
        }
    }

    private static void update(Section section, YMap member, String field, @Nullable Object value) {
        if (isText(section, field) && value instanceof String text) {
            MapWriter.setText(member, field, text);
        } else if (isMap(section, field) && value instanceof Map<?, ?> entries) {
            MapWriter.setMap(member, field, entries);
        } else {
            MapWriter.setUnlessAbsent(member, field, value);
        }
    }
}
