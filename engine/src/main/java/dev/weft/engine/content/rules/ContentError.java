package dev.weft.engine.content.rules;

import dev.weft.engine.content.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule that a draft breaks.
 *
 * @param index of the member in the draft; −1 for the workflow itself
 * @param memberId as the draft has it, UUID or not; null for the workflow itself and for a member without one
 * @param field {@link #BASE} for what belongs to no field
 * @param message for people, to stand beside the field: it doesn't name it
 */
public record ContentError(
        Section section, int index, @Nullable String memberId, String field, String message) {
    /** Stands for the whole where no field is to blame. */
    public static final String BASE = "base";

    /** An error of the workflow itself. */
    public static ContentError ofWorkflow(String field, String message) {
        return new ContentError(Section.WORKFLOW, -1, null, field, message);
    }

    /** Where the error is, by index: {@code name}, {@code jobs[0].name}. */
    public String path() {
        return switch (section) {
            case WORKFLOW, POSITIONS -> field;
            case JOBS, TRIGGERS, EDGES -> field.equals(BASE) ? BASE : section.root() + "[" + index + "]." + field;
        };
    }

    /** The messages of each {@link #path}, as replies have them. */
    public static Map<String, List<String>> byPath(List<ContentError> errors) {
        Map<String, List<String>> byPath = new LinkedHashMap<>();
        for (ContentError error : errors) {
            byPath.computeIfAbsent(error.path(), _ -> new ArrayList<>()).add(error.message());
        }
        return byPath;
    }
}
