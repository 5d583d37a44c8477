package dev.weft.engine.content;

import dev.weft.engine.content.draft.Draft;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A draft that is right but for what a test puts into it. */
public final class DraftBuilder {
    private final Map<String, @Nullable Object> workflow;
    private final List<Map<String, @Nullable Object>> jobs;
    private final List<Map<String, @Nullable Object>> triggers;
    private final List<Map<String, @Nullable Object>> edges;
    private final Map<String, @Nullable Object> positions;

    private DraftBuilder(Draft draft) {
        workflow = new LinkedHashMap<>(draft.workflow());
        jobs = copy(draft.jobs());
        triggers = copy(draft.triggers());
        edges = copy(draft.edges());
        positions = new LinkedHashMap<>(draft.positions());
    }

    private static List<Map<String, @Nullable Object>> copy(List<Map<String, @Nullable Object>> members) {
        List<Map<String, @Nullable Object>> copies = new ArrayList<>();
        members.forEach(member -> copies.add(new LinkedHashMap<>(member)));
        return copies;
    }

    public static DraftBuilder of(WorkflowContent content) {
        return of(Draft.of(content));
    }

    public static DraftBuilder of(Draft draft) {
        return new DraftBuilder(draft);
    }

    public DraftBuilder setting(String field, @Nullable Object value) {
        workflow.put(field, value);
        return this;
    }

    public DraftBuilder withoutSetting(String field) {
        workflow.remove(field);
        return this;
    }

    public DraftBuilder set(Section section, int index, String field, @Nullable Object value) {
        members(section).get(index).put(field, value);
        return this;
    }

    public DraftBuilder unset(Section section, int index, String field) {
        members(section).get(index).remove(field);
        return this;
    }

    public DraftBuilder remove(Section section, int index) {
        members(section).remove(index);
        return this;
    }

    public DraftBuilder add(Section section, Map<String, @Nullable Object> member) {
        members(section).add(new LinkedHashMap<>(member));
        return this;
    }

    public DraftBuilder position(String key, @Nullable Object value) {
        positions.put(key, value);
        return this;
    }

    public DraftBuilder withoutPosition(String key) {
        positions.remove(key);
        return this;
    }

    private List<Map<String, @Nullable Object>> members(Section section) {
        return switch (section) {
            case JOBS -> jobs;
            case TRIGGERS -> triggers;
            case EDGES -> edges;
            case WORKFLOW, POSITIONS -> throw new IllegalArgumentException(section + " has no members");
        };
    }

    public Draft build() {
        return new Draft(workflow, jobs, triggers, edges, positions);
    }
}
