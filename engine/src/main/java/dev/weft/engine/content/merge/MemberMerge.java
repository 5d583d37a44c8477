package dev.weft.engine.content.merge;

import dev.weft.engine.content.Section;
import dev.weft.engine.content.document.MemberKeys;
import dev.weft.engine.content.document.MemberWriter;
import dev.weft.engine.content.draft.KnownFields;
import dev.weft.engine.content.draft.PlainJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Merges the members of one section, each side's by their ids. */
final class MemberMerge {
    private final Section section;
    private final Map<Object, Map<String, @Nullable Object>> base;
    private final Map<Object, Map<String, @Nullable Object>> ours;
    private final Map<Object, Map<String, @Nullable Object>> theirs;
    private final Consumer<MergeConflict> conflicts;

    /** In our order, then what they added, in theirs. */
    private final Map<Object, Map<String, @Nullable Object>> merged = new LinkedHashMap<>();

    MemberMerge(
            Section section,
            List<Map<String, @Nullable Object>> base,
            List<Map<String, @Nullable Object>> ours,
            List<Map<String, @Nullable Object>> theirs,
            Consumer<MergeConflict> conflicts) {
        this.section = section;
        this.base = MemberKeys.byKey(base);
        this.ours = MemberKeys.byKey(ours);
        this.theirs = MemberKeys.byKey(theirs);
        this.conflicts = conflicts;
        merge();
    }

    private void merge() {
        ours.forEach((key, ourFields) -> {
            Map<String, @Nullable Object> theirFields = theirs.get(key);
            if (theirFields != null) {
                merged.put(key, mergeFields(key, ourFields, theirFields));
            } else if (!base.containsKey(key)) {
                merged.put(key, ourFields);
            } else if (isChanged(key, ourFields)) {
                merged.put(key, ourFields);
                report(key, ourFields, null);
            }
        });
        theirs.forEach((key, theirFields) -> {
            if (ours.containsKey(key)) {
                return;
            }
            if (!base.containsKey(key)) {
                merged.put(key, theirFields);
            } else if (isChanged(key, theirFields)) {
                report(key, null, theirFields);
            }
        });
    }

    private Map<String, @Nullable Object> mergeFields(
            Object key, Map<String, @Nullable Object> ourFields, Map<String, @Nullable Object> theirFields) {
        Map<String, @Nullable Object> baseFields = base.getOrDefault(key, Map.of());
        ValueMerge values = new ValueMerge((field, line, our, their) ->
                conflicts.accept(new MergeConflict(section, -1, key.toString(), field, line, our, their)));
        Map<String, @Nullable Object> result = new LinkedHashMap<>(ourFields);
        for (String field : KnownFields.of(section)) {
            Object baseValue = baseFields.get(field);
            Object our = ourFields.get(field);
            Object their = theirFields.get(field);
            Object value = MemberWriter.isText(section, field)
                    ? values.mergeText(field, baseValue, our, their)
                    : values.mergeInside(field, baseValue, our, their);
            if (!PlainJson.same(value, our)) {
                result.put(field, value);
            }
        }
        return result;
    }

    /** Whether a member of one side differs from what it was; one that wasn't does. */
    boolean isChanged(Object key, Map<String, @Nullable Object> fields) {
        Map<String, @Nullable Object> before = base.get(key);
        return before == null
                || KnownFields.of(section).stream()
                        .anyMatch(field -> !PlainJson.same(before.get(field), fields.get(field)));
    }

    void report(
            Object key,
            @Nullable Map<String, @Nullable Object> ourFields,
            @Nullable Map<String, @Nullable Object> theirFields) {
        conflicts.accept(new MergeConflict(section, -1, key.toString(), null, null, ourFields, theirFields));
    }

    Map<Object, Map<String, @Nullable Object>> base() {
        return base;
    }

    Map<Object, Map<String, @Nullable Object>> ours() {
        return ours;
    }

    Map<Object, Map<String, @Nullable Object>> theirs() {
        return theirs;
    }

    /** To be changed by what the merge of other sections means for this one. */
    Map<Object, Map<String, @Nullable Object>> merged() {
        return merged;
    }
}
