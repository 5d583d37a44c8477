package dev.weft.engine.content;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Contents with telling names: each name stands for an id of its own. */
public final class WorkflowContentBuilder {
    private String name = "Orders";
    private @Nullable Integer concurrency;
    private boolean enableJobLogs = true;
    private final List<Job> jobs = new ArrayList<>();
    private final List<Trigger> triggers = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();
    private final Map<UUID, Position> positions = new HashMap<>();

    /** The id of whatever bears this name. */
    public static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    public WorkflowContentBuilder name(String newName) {
        name = newName;
        return this;
    }

    public WorkflowContentBuilder concurrency(int most) {
        concurrency = most;
        return this;
    }

    public WorkflowContentBuilder withoutJobLogs() {
        enableJobLogs = false;
        return this;
    }

    public WorkflowContentBuilder job(String jobName, String body) {
        return job(new Job(id(jobName), jobName, body, Job.DEFAULT_ADAPTOR, null, null));
    }

    public WorkflowContentBuilder job(Job job) {
        jobs.add(job);
        return this;
    }

    public WorkflowContentBuilder webhook(String triggerName) {
        return trigger(new Trigger(
                id(triggerName),
                TriggerType.WEBHOOK,
                true,
                null,
                null,
                null,
                null,
                WebhookReply.BEFORE_START,
                null,
                null));
    }

    public WorkflowContentBuilder cron(String triggerName, String expression) {
        return trigger(
                new Trigger(id(triggerName), TriggerType.CRON, true, null, null, expression, null, null, null, null));
    }

    public WorkflowContentBuilder trigger(Trigger trigger) {
        triggers.add(trigger);
        return this;
    }

    /** From job to job, after success. */
    public WorkflowContentBuilder edge(String source, String target) {
        return edge(new Edge(
                id(source + ">" + target),
                id(source),
                null,
                id(target),
                ConditionType.ON_JOB_SUCCESS,
                null,
                null,
                true));
    }

    /** From trigger to job, always. */
    public WorkflowContentBuilder edgeFromTrigger(String source, String target) {
        return edge(new Edge(
                id(source + ">" + target), null, id(source), id(target), ConditionType.ALWAYS, null, null, true));
    }

    public WorkflowContentBuilder edge(Edge edge) {
        edges.add(edge);
        return this;
    }

    public WorkflowContentBuilder position(String node, double x, double y) {
        positions.put(id(node), new Position(x, y));
        return this;
    }

    public WorkflowContent build() {
        return new WorkflowContent(name, concurrency, enableJobLogs, jobs, triggers, edges, positions);
    }
}
