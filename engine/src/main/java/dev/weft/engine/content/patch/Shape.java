package dev.weft.engine.content.patch;

import dev.weft.crdt.YMap;
import dev.weft.engine.content.Section;
import dev.weft.engine.content.document.MemberWriter;
import dev.weft.engine.content.draft.PlainJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which shared types a workflow's document has where. */
enum Shape {
    MAP,
    LIST,
    /** Whatever it is made as. */
    ANY;

    private static final List<Section> MEMBERS = List.of(Section.JOBS, Section.TRIGGERS, Section.EDGES);

    static Shape ofRoot(String name) {
        return switch (name) {
            case "workflow", "positions", "errors" -> MAP;
            case "jobs", "triggers", "edges" -> LIST;
            default -> ANY;
        };
    }

    /** Refuses what would keep a document from being read as a workflow. */
    static void check(JsonPointer path, @Nullable Object value) {
        Optional<Section> section = memberSection(path);
        if (section.isEmpty()) {
            return;
        }
        if (path.tokens().size() == 2 && !(value instanceof Map<?, ?>)) {
            throw new DoesNotFitException(
                    "a member of " + section.get().root() + " is an object, not " + PlainJson.kindOf(value));
        }
        if (isText(section.get(), path) && !(value instanceof String)) {
            throw new DoesNotFitException("a body is a text, not " + PlainJson.kindOf(value));
        }
        if (path.tokens().size() == 2 && value instanceof Map<?, ?> member) {
            member.forEach((field, fieldValue) -> check(path.child(field.toString()), fieldValue));
        }
    }

    /** Whether the value is a shared type at this place. */
    static boolean isShared(JsonPointer path, @Nullable Object value) {
        Optional<Section> section = memberSection(path);
        return section.isPresent()
                && (path.tokens().size() == 2
                        || isText(section.get(), path)
                        || (isMap(section.get(), path) && value instanceof Map<?, ?>));
    }

    /**
     * The value as it is inserted into a shared type.
     *
     * @param amongMaps whether it comes into a list of shared maps
     */
    static @Nullable Object shaped(JsonPointer path, @Nullable Object value, boolean amongMaps) {
        check(path, value);
        Optional<Section> section = memberSection(path);
        if (section.isPresent() && path.tokens().size() == 2 && value instanceof Map<?, ?> member) {
            return MemberWriter.member(section.get(), PlainJson.withTextKeys(member));
        }
        if (section.isPresent() && path.tokens().size() == 3) {
            return MemberWriter.value(section.get(), path.last(), value);
        }
        if (amongMaps && value instanceof Map<?, ?> entries) {
            Map<String, @Nullable Object> any = PlainJson.withTextKeys(entries);
            any.replaceAll((_, entry) -> PlainJson.toAny(entry));
            return YMap.of(any);
        }
        return PlainJson.toAny(value);
    }

    /** The section whose member is at the path, or whose member's field is. */
    private static Optional<Section> memberSection(JsonPointer path) {
        int steps = path.tokens().size();
        return steps == 2 || steps == 3
                ? MEMBERS.stream()
                        .filter(section -> section.root().equals(path.tokens().getFirst()))
                        .findFirst()
                : Optional.empty();
    }

    private static boolean isText(Section section, JsonPointer path) {
        return path.tokens().size() == 3 && MemberWriter.isText(section, path.last());
    }

    private static boolean isMap(Section section, JsonPointer path) {
        return path.tokens().size() == 3 && MemberWriter.isMap(section, path.last());
    }
}
