package dev.weft.engine.content.draft;

import dev.weft.crdt.Doc;
import dev.weft.engine.content.Section;
import dev.weft.engine.content.WorkflowContent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A workflow as a document has it, right or wrong: the known fields by their names, each with the JSON value that is there. A field that the document lacks is
 * absent here. Immutable as long as nobody changes the values.
 *
 * <p>Values are null, Boolean, numbers, String, and lists and maps of those; wrong documents may also hold {@code byte[]}. A body is a String.
 *
 * @param workflow of the root {@code workflow}: {@code id}, {@code name} and the settings
 * @param jobs in document order, as all members are; of several members with one id only the first
 * @param positions by whatever keys they have
 */
public record Draft(
        Map<String, @Nullable Object> workflow,
        List<Map<String, @Nullable Object>> jobs,
        List<Map<String, @Nullable Object>> triggers,
        List<Map<String, @Nullable Object>> edges,
        Map<String, @Nullable Object> positions) {
    public Draft {
        workflow = unmodifiable(workflow);
        jobs = jobs.stream().map(Draft::unmodifiable).toList();
        triggers = triggers.stream().map(Draft::unmodifiable).toList();
        edges = edges.stream().map(Draft::unmodifiable).toList();
        positions = unmodifiable(positions);
    }

    private static Map<String, @Nullable Object> unmodifiable(Map<String, @Nullable Object> fields) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /**
     * Reads what the document holds now. Asks the document for the roots of a workflow, if it has them, by their types; changes nothing.
     *
     * @throws UnreadableDocumentException if a root or a member is something else than a workflow has
     */
    public static Draft read(Doc doc) {
        return new DraftReader(doc).read();
    }

    /** What {@link #read} gives for a document that was made from this content, but for the id of the workflow. */
    public static Draft of(WorkflowContent content) {
        return ContentFields.of(content);
    }

    /** Jobs, triggers or edges. */
    public List<Map<String, @Nullable Object>> members(Section section) {
        return switch (section) {
            case JOBS -> jobs;
            case TRIGGERS -> triggers;
            case EDGES -> edges;
            case WORKFLOW, POSITIONS -> throw new IllegalArgumentException(section + " has no members");
        };
    }
}
