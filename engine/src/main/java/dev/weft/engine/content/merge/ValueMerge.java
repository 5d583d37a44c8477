package dev.weft.engine.content.merge;

import dev.weft.engine.content.diff.LineMerge;
import dev.weft.engine.content.draft.PlainJson;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Merges single values: what one side alone changed is taken, what both changed differently is ours and reported. An absent value is null. */
final class ValueMerge {
    private final Conflicts conflicts;

    ValueMerge(Conflicts conflicts) {
        this.conflicts = conflicts;
    }

    /** Takes what both sides changed differently. */
    interface Conflicts {
        void add(String field, @Nullable Integer line, @Nullable Object ours, @Nullable Object theirs);
    }

    /** Merges values as wholes. */
    @Nullable
    Object merge(String field, @Nullable Object base, @Nullable Object ours, @Nullable Object theirs) {
        if (PlainJson.same(base, theirs) || PlainJson.same(ours, theirs)) {
            return ours;
        }
        if (PlainJson.same(base, ours)) {
            return theirs;
        }
        conflicts.add(field, null, ours, theirs);
        return ours;
    }

    /** Merges objects key by key, and anything else as a whole. */
    @Nullable
    Object mergeInside(String field, @Nullable Object base, @Nullable Object ours, @Nullable Object theirs) {
        return ours instanceof Map<?, ?> ourMap && theirs instanceof Map<?, ?> theirMap
                ? mergeMaps(field, base instanceof Map<?, ?> baseMap ? baseMap : Map.of(), ourMap, theirMap)
                : merge(field, base, ours, theirs);
    }

    private Map<String, @Nullable Object> mergeMaps(String field, Map<?, ?> base, Map<?, ?> ours, Map<?, ?> theirs) {
        Map<String, @Nullable Object> merged = PlainJson.withTextKeys(ours);
        Set<String> keys = new LinkedHashSet<>(PlainJson.withTextKeys(theirs).keySet());
        keys.addAll(PlainJson.withTextKeys(base).keySet());
        for (String key : keys) {
            Object value = mergeInside(field + "." + key, base.get(key), ours.get(key), theirs.get(key));
            if (value != null || merged.containsKey(key)) {
                merged.put(key, value);
            }
        }
        return merged;
    }

    /** Merges texts by lines, and anything else as a whole. */
    @Nullable
    Object mergeText(String field, @Nullable Object base, @Nullable Object ours, @Nullable Object theirs) {
        if (ours instanceof String ourText && theirs instanceof String theirText) {
            LineMerge.Result result = LineMerge.merge(base instanceof String text ? text : "", ourText, theirText);
            result.conflicts()
                    .forEach(conflict -> conflicts.add(field, conflict.line(), conflict.ours(), conflict.theirs()));
            return result.text();
        }
        return merge(field, base, ours, theirs);
    }
}
