package dev.weft.engine.content;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All that a save keeps of a workflow, and a version shows: settings, members, positions. Valid, when it comes from the rules; immutable.
 *
 * <p>Its JSON form, with the names of {@link Field}, is kept in events for ever: it may get new fields, but none may change its meaning.
 *
 * @param concurrency how many runs at once, at least 1; null for no bound
 * @param jobs in the order of the document, as all members are
 * @param positions of jobs and triggers, by their ids; null, and never empty, for automatic layout
 */
public record WorkflowContent(
        @JsonProperty(Field.NAME) String name,
        @JsonProperty(Field.CONCURRENCY) @Nullable Integer concurrency,
        @JsonProperty(Field.ENABLE_JOB_LOGS) boolean enableJobLogs,
        @JsonProperty("jobs") List<Job> jobs,
        @JsonProperty("triggers") List<Trigger> triggers,
        @JsonProperty("edges") List<Edge> edges,
        @JsonProperty("positions") @Nullable Map<UUID, Position> positions) {
    public WorkflowContent {
        jobs = List.copyOf(jobs);
        triggers = List.copyOf(triggers);
        edges = List.copyOf(edges);
        positions =
                positions == null || positions.isEmpty() ? null : Collections.unmodifiableMap(new TreeMap<>(positions));
    }

    /** A workflow without members. */
    public static WorkflowContent empty(String name) {
        return new WorkflowContent(name, null, true, List.of(), List.of(), List.of(), null);
    }

    /** Whether a save of one over the other changes anything. The order of members means nothing. */
    public boolean sameAs(WorkflowContent other) {
        return inOrderOfIds().equals(other.inOrderOfIds());
    }

    /** The one among all that are {@link #sameAs the same} that has its members in the order of their ids. */
    public WorkflowContent inOrderOfIds() {
        return new WorkflowContent(
                name,
                concurrency,
                enableJobLogs,
                sorted(jobs, Job::id),
                sorted(triggers, Trigger::id),
                sorted(edges, Edge::id),
                positions);
    }

    private static <M> List<M> sorted(List<M> members, Function<M, UUID> id) {
        return members.stream().sorted(Comparator.comparing(id)).toList();
    }

    public WorkflowContent withName(String newName) {
        return new WorkflowContent(newName, concurrency, enableJobLogs, jobs, triggers, edges, positions);
    }

    public WorkflowContent withTriggers(List<Trigger> newTriggers) {
        return new WorkflowContent(name, concurrency, enableJobLogs, jobs, newTriggers, edges, positions);
    }
}
