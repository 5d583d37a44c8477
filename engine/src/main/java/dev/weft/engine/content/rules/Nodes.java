package dev.weft.engine.content.rules;

import dev.weft.engine.content.CanonicalUuid;
import dev.weft.engine.content.Edge;
import dev.weft.engine.content.Field;
import dev.weft.engine.content.Job;
import dev.weft.engine.content.Trigger;
import dev.weft.engine.content.WorkflowContent;
import dev.weft.engine.content.draft.Draft;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What edges can lead from and to, and what they no longer can.
 *
 * @param jobs of the draft
 * @param triggers of the draft
 * @param removedJobs of the saved content, gone from the draft
 * @param removedTriggers of the saved content, gone from the draft
 * @param cutEdges edges of the saved content with an end that was removed
 */
record Nodes(Set<UUID> jobs, Set<UUID> triggers, Set<UUID> removedJobs, Set<UUID> removedTriggers, Set<UUID> cutEdges) {
    static Nodes of(Draft draft, @Nullable WorkflowContent saved) {
        Set<UUID> jobs = ids(draft.jobs());
        Set<UUID> triggers = ids(draft.triggers());
        if (saved == null) {
            return new Nodes(jobs, triggers, Set.of(), Set.of(), Set.of());
        }
        Set<UUID> removedJobs = without(jobs, saved.jobs().stream().map(Job::id));
        Set<UUID> removedTriggers = without(triggers, saved.triggers().stream().map(Trigger::id));
        Set<UUID> cutEdges = saved.edges().stream()
                .filter(edge -> removedJobs.contains(edge.targetJobId())
                        || isIn(removedJobs, edge.sourceJobId())
                        || isIn(removedTriggers, edge.sourceTriggerId()))
                .map(Edge::id)
                .collect(Collectors.toSet());
        return new Nodes(jobs, triggers, removedJobs, removedTriggers, cutEdges);
    }

    private static Set<UUID> without(Set<UUID> kept, Stream<UUID> all) {
        return all.filter(id -> !kept.contains(id)).collect(Collectors.toSet());
    }

    private static boolean isIn(Set<UUID> nodes, @Nullable UUID node) {
        return node != null && nodes.contains(node);
    }

    /** The job, unless it is none or was removed. */
    @Nullable
    UUID unlessRemovedJob(@Nullable UUID job) {
        return isIn(removedJobs, job) ? null : job;
    }

    /** The trigger, unless it is none or was removed. */
    @Nullable
    UUID unlessRemovedTrigger(@Nullable UUID trigger) {
        return isIn(removedTriggers, trigger) ? null : trigger;
    }

    private static Set<UUID> ids(List<Map<String, @Nullable Object>> members) {
        Set<UUID> ids = new HashSet<>();
        for (Map<String, @Nullable Object> member : members) {
            if (member.get(Field.ID) instanceof String id) {
                CanonicalUuid.parseLowerCase(id).ifPresent(ids::add);
            }
        }
        return ids;
    }
}
