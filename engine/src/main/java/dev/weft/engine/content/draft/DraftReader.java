package dev.weft.engine.content.draft;

import dev.weft.crdt.Doc;
import dev.weft.crdt.YArray;
import dev.weft.crdt.YMap;
import dev.weft.crdt.YType;
import dev.weft.engine.content.Field;
import dev.weft.engine.content.Section;
import dev.weft.lib0.AnyValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes the known fields out of a document. Members may be shared maps or, in damaged documents, plain objects. */
final class DraftReader {
    private final Doc doc;
    private final Set<String> roots;

    DraftReader(Doc doc) {
        this.doc = doc;
        this.roots = doc.rootNames();
    }

    Draft read() {
        return new Draft(
                knownFields(Section.WORKFLOW, map(Section.WORKFLOW)),
                members(Section.JOBS),
                members(Section.TRIGGERS),
                members(Section.EDGES),
                positions());
    }

    private Map<String, @Nullable Object> map(Section section) {
        if (!roots.contains(section.root())) {
            return Map.of();
        }
        try {
            return doc.getMap(section.root()).toMap();
        } catch (IllegalStateException e) {
            throw new UnreadableDocumentException(section.root() + " is no map: " + e.getMessage());
        }
    }

    private List<@Nullable Object> array(Section section) {
        if (!roots.contains(section.root())) {
            return List.of();
        }
        try {
            YArray array = doc.getArray(section.root());
            return array.toList();
        } catch (IllegalStateException e) {
            throw new UnreadableDocumentException(section.root() + " is no array: " + e.getMessage());
        }
    }

    private List<Map<String, @Nullable Object>> members(Section section) {
        List<Map<String, @Nullable Object>> members = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        int index = 0;
        for (Object value : array(section)) {
            Map<String, @Nullable Object> fields = knownFields(section, fieldsOf(section, index++, value));
            if (!(fields.get(Field.ID) instanceof String id) || ids.add(id)) {
                members.add(fields);
            }
        }
        return members;
    }

    private static Map<String, @Nullable Object> fieldsOf(Section section, int index, @Nullable Object member) {
        if (member instanceof YMap map) {
            return map.toMap();
        }
        if (member instanceof Map<?, ?> plain) {
            return PlainJson.withTextKeys(plain);
        }
        throw new UnreadableDocumentException(
                section.root() + "[" + index + "] is " + PlainJson.kindOf(member) + ": expected a map");
    }

    private static Map<String, @Nullable Object> knownFields(Section section, Map<String, @Nullable Object> all) {
        Map<String, @Nullable Object> known = new LinkedHashMap<>();
        for (String field : KnownFields.of(section)) {
            put(known, field, all);
        }
        return known;
    }

    private Map<String, @Nullable Object> positions() {
        Map<String, @Nullable Object> all = map(Section.POSITIONS);
        Map<String, @Nullable Object> positions = new LinkedHashMap<>();
        all.keySet().forEach(key -> put(positions, key, all));
        return positions;
    }

    private static void put(Map<String, @Nullable Object> target, String key, Map<String, @Nullable Object> source) {
        Object value = source.get(key);
        if (source.containsKey(key) && !(value instanceof AnyValue.Undefined)) {
            target.put(key, value instanceof YType type ? type.toJson() : value);
        }
    }
}
