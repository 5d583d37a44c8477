package dev.weft.engine.content.merge;

import dev.weft.engine.content.Field;
import dev.weft.engine.content.Section;
import dev.weft.engine.content.draft.Draft;
import dev.weft.engine.content.draft.KnownFields;
import dev.weft.engine.content.draft.PlainJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The three-way merge of drafts, member by member and field by field.
 *
 * <table>
 *   <caption>What becomes of a field, a member, a position</caption>
 *   <tr><th>base → theirs</th><th>base → ours</th><th>result</th></tr>
 *   <tr><td>unchanged</td><td>any</td><td>ours</td></tr>
 *   <tr><td>changed</td><td>unchanged</td><td>theirs</td></tr>
 *   <tr><td>changed</td><td>changed to the same</td><td>ours</td></tr>
 *   <tr><td>changed</td><td>changed differently</td><td>ours and a conflict; a body is merged by lines, with a conflict for each overlap</td></tr>
 *   <tr><td>added</td><td>–</td><td>theirs, at the end</td></tr>
 *   <tr><td>–</td><td>added</td><td>ours</td></tr>
 *   <tr><td>added</td><td>added</td><td>as if both had changed something empty</td></tr>
 *   <tr><td>removed</td><td>unchanged</td><td>removed, with the edges that depend on it</td></tr>
 *   <tr><td>removed</td><td>changed</td><td>ours and a conflict</td></tr>
 *   <tr><td>unchanged</td><td>removed</td><td>removed</td></tr>
 *   <tr><td>changed</td><td>removed</td><td>removed and a conflict</td></tr>
 * </table>
 */
final class DraftMerge {
    private final Draft base;
    private final Draft ours;
    private final Draft theirs;
    private final List<MergeConflict> conflicts = new ArrayList<>();

    private DraftMerge(Draft base, Draft ours, Draft theirs) {
        this.base = base;
        this.ours = ours;
        this.theirs = theirs;
    }

    /** @param conflicts with indexes of members in {@code merged} */
    record Result(Draft merged, List<MergeConflict> conflicts) {}

    static Result merge(Draft base, Draft ours, Draft theirs) {
        return new DraftMerge(base, ours, theirs).merge();
    }

    private Result merge() {
        Map<String, @Nullable Object> settings = settings();
        MemberMerge jobs = members(Section.JOBS);
        MemberMerge triggers = members(Section.TRIGGERS);
        MemberMerge edges = members(Section.EDGES);
        References references = new References(jobs, triggers, conflicts::add);
        references.mendCursors();
        references.mendEdges(edges);
        Draft merged = new Draft(
                settings,
                List.copyOf(jobs.merged().values()),
                List.copyOf(triggers.merged().values()),
                List.copyOf(edges.merged().values()),
                positions(jobs, triggers));
        return new Result(
                merged,
                withIndexes(Map.of(
                        Section.JOBS, jobs,
                        Section.TRIGGERS, triggers,
                        Section.EDGES, edges)));
    }

    /** The id of a workflow never changes, and a setting that our document lacks is the base's. */
    private Map<String, @Nullable Object> settings() {
        ValueMerge values = new ValueMerge((field, line, our, their) ->
                conflicts.add(new MergeConflict(Section.WORKFLOW, -1, null, field, line, our, their)));
        Map<String, @Nullable Object> merged = new LinkedHashMap<>(ours.workflow());
        for (String field : KnownFields.of(Section.WORKFLOW)) {
            Object before = base.workflow().get(field);
            Object our = ours.workflow().getOrDefault(field, before);
            Object value = values.merge(field, before, our, theirs.workflow().get(field));
            if (!field.equals(Field.ID) && !PlainJson.same(value, our)) {
                merged.put(field, value);
            }
        }
        return merged;
    }

    private MemberMerge members(Section section) {
        return new MemberMerge(
                section, base.members(section), ours.members(section), theirs.members(section), conflicts::add);
    }

    /** A node that one side removed loses its position without further words. */
    private Map<String, @Nullable Object> positions(MemberMerge jobs, MemberMerge triggers) {
        ValueMerge values = new ValueMerge((node, line, our, their) ->
                conflicts.add(new MergeConflict(Section.POSITIONS, -1, node, null, line, our, their)));
        Map<String, @Nullable Object> merged = new LinkedHashMap<>();
        Set<String> nodes = new LinkedHashSet<>(ours.positions().keySet());
        nodes.addAll(theirs.positions().keySet());
        for (String node : nodes) {
            if (!isRemoved(node, jobs) && !isRemoved(node, triggers)) {
                Object value = values.merge(
                        node,
                        base.positions().get(node),
                        ours.positions().get(node),
                        theirs.positions().get(node));
                if (value != null) {
                    merged.put(node, value);
                }
            }
        }
        return merged;
    }

    private static boolean isRemoved(String node, MemberMerge members) {
        boolean was = members.base().containsKey(node)
                || members.ours().containsKey(node)
                || members.theirs().containsKey(node);
        return was && !members.merged().containsKey(node);
    }

    private List<MergeConflict> withIndexes(Map<Section, MemberMerge> sections) {
        Map<Section, Map<@Nullable String, Integer>> indexes = new HashMap<>();
        sections.forEach((section, members) -> {
            Map<@Nullable String, Integer> ofSection = indexes.computeIfAbsent(section, _ -> new HashMap<>());
            members.merged().keySet().forEach(key -> ofSection.put(key.toString(), ofSection.size()));
        });
        Map<@Nullable String, Integer> none = new HashMap<>();
        return conflicts.stream()
                .map(conflict -> conflict.at(
                        indexes.getOrDefault(conflict.section(), none).getOrDefault(conflict.id(), -1)))
                .toList();
    }
}
