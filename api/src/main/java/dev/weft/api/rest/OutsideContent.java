package dev.weft.api.rest;

import dev.weft.api.problem.RequestRefusedException;
import dev.weft.engine.content.Section;
import dev.weft.engine.content.draft.Draft;
import dev.weft.engine.content.draft.KnownFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads a workflow that comes from outside, in the form in which REST gives it. What it says beside the content, such as a version, is left aside. */
final class OutsideContent {

    private static final TypeReference<Map<String, @Nullable Object>> OBJECT = new TypeReference<>() {};

    private OutsideContent() {}

    /** @throws RequestRefusedException if it is no JSON object, or not in the form of a workflow */
    static Draft read(byte[] body, JsonMapper json) {
        Map<String, @Nullable Object> workflow;
        try {
            workflow = json.readValue(body, OBJECT);
        } catch (JacksonException e) {
            throw RequestRefusedException.badRequest("the body is no JSON object: " + e.getOriginalMessage());
        }
        Map<String, @Nullable Object> settings = new LinkedHashMap<>();
        for (String field : KnownFields.of(Section.WORKFLOW)) {
            if (workflow.containsKey(field)) {
                settings.put(field, workflow.get(field));
            }
        }
        return new Draft(
                settings,
                members(workflow, Section.JOBS),
                members(workflow, Section.TRIGGERS),
                members(workflow, Section.EDGES),
                positions(workflow.get(Section.POSITIONS.root())));
    }

    private static List<Map<String, @Nullable Object>> members(
            Map<String, @Nullable Object> workflow, Section section) {
        List<Map<String, @Nullable Object>> members = new ArrayList<>();
        if (workflow.get(section.root()) instanceof List<?> elements) {
            for (Object element : elements) {
                members.add(object(element, section.root() + "[" + members.size() + "]"));
            }
        } else if (workflow.get(section.root()) != null) {
            throw RequestRefusedException.badRequest(section.root() + " is no array");
        }
        return members;
    }

    private static Map<String, @Nullable Object> positions(@Nullable Object positions) {
        return positions == null ? Map.of() : object(positions, Section.POSITIONS.root());
    }

    private static Map<String, @Nullable Object> object(@Nullable Object value, String where) {
        if (!(value instanceof Map<?, ?> members)) {
            throw RequestRefusedException.badRequest(where + " is no object");
        }
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        members.forEach((key, member) -> object.put(String.valueOf(key), member));
        return object;
    }
}
