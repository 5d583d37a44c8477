package dev.weft.engine.request;

import dev.weft.engine.content.Field;
import dev.weft.engine.content.Section;
import dev.weft.engine.content.WorkflowContent;
import dev.weft.engine.content.draft.Draft;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tells what the server changed of a draft before it saved it. */
final class Normalised {
    private static final List<Section> MEMBERS = List.of(Section.JOBS, Section.TRIGGERS, Section.EDGES);

    private Normalised() {}

    /** Paths of values, such as {@code name} and {@code jobs[<id>].name}, and of members that were left out, such as {@code edges[<id>]}. */
    static List<String> paths(Draft draft, WorkflowContent saved) {
        Draft kept = Draft.of(saved);
        List<String> paths = new ArrayList<>();
        addFields(paths, "", draft.workflow(), kept.workflow());
        for (Section section : MEMBERS) {
            Map<Object, Map<String, @Nullable Object>> keptMembers = new HashMap<>();
            kept.members(section).forEach(member -> keptMembers.put(member.get(Field.ID), member));
            for (Map<String, @Nullable Object> member : draft.members(section)) {
                String path = section.root() + "[" + member.get(Field.ID) + "]";
                Map<String, @Nullable Object> keptMember = keptMembers.get(member.get(Field.ID));
                if (keptMember == null) {
                    paths.add(path);
                } else {
                    addFields(paths, path + ".", member, keptMember);
                }
            }
        }
        return paths;
    }

    private static void addFields(
            List<String> paths,
            String prefix,
            Map<String, @Nullable Object> drafted,
            Map<String, @Nullable Object> kept) {
        kept.forEach((field, value) -> {
            if (!isSame(drafted.get(field), value)) {
                paths.add(prefix + field);
            }
        });
    }

    /** Documents hold numbers in several forms. */
    private static boolean isSame(@Nullable Object drafted, @Nullable Object kept) {
        return drafted instanceof Number some && kept instanceof Number other
                ? some.doubleValue() == other.doubleValue()
                : Objects.equals(drafted, kept);
    }
}
