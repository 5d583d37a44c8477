package dev.weft.engine.content.merge;

import dev.weft.engine.content.Field;
import dev.weft.engine.content.Section;
import dev.weft.engine.content.draft.PlainJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** After a merge, what refers to a job or trigger that one side removed. */
final class References {
    private final MemberMerge jobs;
    private final MemberMerge triggers;
    private final Consumer<MergeConflict> conflicts;

    References(MemberMerge jobs, MemberMerge triggers, Consumer<MergeConflict> conflicts) {
        this.jobs = jobs;
        this.triggers = triggers;
        this.conflicts = conflicts;
    }

    /**
     * Edges go with what they lead from or to. Reported are those whose loss or refusal is news to somebody: ones that we added or changed and lose with a job they
     * removed, and ones of theirs that lead to a job we removed. One that led nowhere before stays as it was.
     */
    void mendEdges(MemberMerge edges) {
        Map<Object, Map<String, @Nullable Object>> mended = new LinkedHashMap<>();
        edges.merged().forEach((key, fields) -> {
            Map<String, @Nullable Object> kept = mend(edges, key, fields);
            if (kept != null) {
                mended.put(key, kept);
            }
        });
        edges.merged().clear();
        edges.merged().putAll(mended);
    }

    private @Nullable Map<String, @Nullable Object> mend(
            MemberMerge edges, Object key, Map<String, @Nullable Object> fields) {
        if (hasItsEnds(fields, jobs.merged().keySet(), triggers.merged().keySet())) {
            return fields;
        }
        Map<String, @Nullable Object> ours = edges.ours().get(key);
        Map<String, @Nullable Object> theirs = edges.theirs().get(key);
        if (ours == null) {
            edges.report(key, null, theirs);
            return null;
        }
        if (hasItsEnds(ours, jobs.merged().keySet(), triggers.merged().keySet())) {
            edges.report(key, ours, theirs);
            return ours;
        }
        if (!hasItsEnds(ours, jobs.ours().keySet(), triggers.ours().keySet())) {
            return fields;
        }
        boolean reportedAlready = theirs == null && edges.base().containsKey(key);
        if (edges.isChanged(key, ours) && !reportedAlready) {
            edges.report(key, ours, theirs);
        }
        return null;
    }

    private static boolean hasItsEnds(Map<String, @Nullable Object> edge, Set<Object> jobs, Set<Object> triggers) {
        return isNoneOrIn(jobs, edge.get(Field.SOURCE_JOB_ID))
                && isNoneOrIn(triggers, edge.get(Field.SOURCE_TRIGGER_ID))
                && isNoneOrIn(jobs, edge.get(Field.TARGET_JOB_ID));
    }

    private static boolean isNoneOrIn(Set<Object> ids, @Nullable Object id) {
        return id == null || ids.contains(id);
    }

    /** Cron cursors let go of jobs that are gone. */
    void mendCursors() {
        triggers.merged().replaceAll((key, fields) -> {
            Object cursor = fields.get(Field.CRON_CURSOR_JOB_ID);
            Object ours = triggers.ours().getOrDefault(key, Map.of()).get(Field.CRON_CURSOR_JOB_ID);
            boolean ledNowhere =
                    PlainJson.same(cursor, ours) && !isNoneOrIn(jobs.ours().keySet(), ours);
            if (isNoneOrIn(jobs.merged().keySet(), cursor) || ledNowhere) {
                return fields;
            }
            Object base = triggers.base().getOrDefault(key, Map.of()).get(Field.CRON_CURSOR_JOB_ID);
            if (!PlainJson.same(ours, base) || !PlainJson.same(cursor, ours)) {
                report(key, ours, theirCursor(key));
            }
            Map<String, @Nullable Object> mended = new LinkedHashMap<>(fields);
            mended.put(Field.CRON_CURSOR_JOB_ID, isNoneOrIn(jobs.merged().keySet(), ours) ? ours : null);
            return mended;
        });
    }

    private @Nullable Object theirCursor(Object trigger) {
        return triggers.theirs().getOrDefault(trigger, Map.of()).get(Field.CRON_CURSOR_JOB_ID);
    }

    private void report(Object trigger, @Nullable Object ours, @Nullable Object theirs) {
        conflicts.accept(new MergeConflict(
                Section.TRIGGERS, -1, trigger.toString(), Field.CRON_CURSOR_JOB_ID, null, ours, theirs));
    }
}
