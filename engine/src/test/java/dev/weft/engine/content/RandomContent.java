package dev.weft.engine.content;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Valid contents, drawn at random. */
public final class RandomContent {
    private static final List<String> LINES = List.of(
            "fn(state => state);\n",
            "get('/patients');\n",
            "each('$.data[*]', post('/x'));\n",
            "// 日本語 and 😀\n",
            "\n",
            "const a = 1;\r\n",
            "    return { ...state };\n");

    private final RandomGenerator random;

    public RandomContent(RandomGenerator random) {
        this.random = random;
    }

    public WorkflowContent next() {
        List<Job> jobs = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            jobs.add(job("job " + i));
        }
        List<Trigger> triggers = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            triggers.add(trigger(i, jobs));
        }
        List<Edge> edges = new ArrayList<>();
        for (int i = jobs.isEmpty() ? 0 : random.nextInt(6); i > 0; i--) {
            edge(jobs, triggers, edges);
        }
        return new WorkflowContent(
                "Workflow " + random.nextInt(100),
                maybe(1 + random.nextInt(100)),
                random.nextBoolean(),
                jobs,
                triggers,
                edges,
                positions(jobs, triggers));
    }

    /** The same but for one change, which may be none. */
    public WorkflowContent changed(WorkflowContent content) {
        List<Job> jobs = new ArrayList<>(content.jobs());
        List<Trigger> triggers = new ArrayList<>(content.triggers());
        String name = content.name();
        switch (random.nextInt(4)) {
            case 0 -> name = "Workflow " + random.nextInt(100);
            case 1 -> jobs.add(job("another " + random.nextInt(1_000_000)));
            case 2 -> triggers.replaceAll(trigger -> trigger.withEnabled(random.nextBoolean()));
            default -> jobs.replaceAll(job -> random.nextBoolean() ? job : withBody(job));
        }
        return new WorkflowContent(
                name,
                content.concurrency(),
                content.enableJobLogs(),
                jobs,
                triggers,
                content.edges(),
                content.positions());
    }

    private Job withBody(Job job) {
        return new Job(
                job.id(), job.name(), body(), job.adaptor(), job.projectCredentialId(), job.keychainCredentialId());
    }

    private Job job(String name) {
        boolean project = random.nextBoolean();
        return new Job(
                uuid(),
                name,
                body(),
                "@openfn/language-http@" + random.nextInt(9) + ".0.1",
                project ? maybe(uuid()) : null,
                project ? null : maybe(uuid()));
    }

    /** Code of a few lines; never blank. */
    public String body() {
        StringBuilder body = new StringBuilder("// code\n");
        for (int i = random.nextInt(12); i > 0; i--) {
            body.append(LINES.get(random.nextInt(LINES.size())));
        }
        return body.toString();
    }

    private Trigger trigger(int number, List<Job> jobs) {
        UUID cursor = jobs.isEmpty()
                ? null
                : maybe(jobs.get(random.nextInt(jobs.size())).id());
        boolean enabled = random.nextBoolean();
        String comment = maybe("as agreed");
        return switch (TriggerType.values()[random.nextInt(3)]) {
            case WEBHOOK -> {
                WebhookReply reply = WebhookReply.values()[random.nextInt(3)];
                WebhookResponseConfig config = reply == WebhookReply.AFTER_COMPLETION
                        ? maybe(new WebhookResponseConfig(maybe(201), maybe(500)))
                        : null;
                yield new Trigger(
                        uuid(),
                        TriggerType.WEBHOOK,
                        enabled,
                        comment,
                        maybe("path-" + number),
                        null,
                        null,
                        reply,
                        config,
                        null);
            }
            case CRON ->
                new Trigger(
                        uuid(),
                        TriggerType.CRON,
                        enabled,
                        comment,
                        null,
                        random.nextInt(60) + " 0 * * *",
                        cursor,
                        null,
                        null,
                        null);
            case KAFKA ->
                new Trigger(
                        uuid(),
                        TriggerType.KAFKA,
                        enabled,
                        comment,
                        null,
                        null,
                        null,
                        null,
                        null,
                        new KafkaConfiguration(
                                "host:9092",
                                "topic",
                                "group",
                                1 + random.nextInt(60),
                                random.nextBoolean() ? "earliest" : "1760000000000",
                                random.nextBoolean(),
                                maybe("plain"),
                                maybe("user"),
                                maybe("secret")));
        };
    }

    private void edge(List<Job> jobs, List<Trigger> triggers, List<Edge> edges) {
        Job target = jobs.get(random.nextInt(jobs.size()));
        Job source = jobs.get(random.nextInt(jobs.size()));
        String label = maybe("when it is time");
        if (!triggers.isEmpty() && random.nextBoolean()) {
            UUID trigger = triggers.get(random.nextInt(triggers.size())).id();
            edges.add(new Edge(
                    uuid(),
                    null,
                    trigger,
                    target.id(),
                    ConditionType.JS_EXPRESSION,
                    "state.data.ok",
                    label,
                    random.nextBoolean()));
        } else if (!source.id().equals(target.id())) {
            edges.add(new Edge(
                    uuid(),
                    source.id(),
                    null,
                    target.id(),
                    ConditionType.ON_JOB_FAILURE,
                    null,
                    label,
                    random.nextBoolean()));
        }
    }

    private @Nullable Map<UUID, Position> positions(List<Job> jobs, List<Trigger> triggers) {
        Map<UUID, Position> positions = new HashMap<>();
        jobs.forEach(job -> place(job.id(), positions));
        triggers.forEach(trigger -> place(trigger.id(), positions));
        return positions;
    }

    private void place(UUID node, Map<UUID, Position> positions) {
        if (random.nextBoolean()) {
            double x = random.nextBoolean() ? random.nextInt(1000) : random.nextDouble() * 1000;
            positions.put(node, new Position(x, random.nextInt(-500, 500)));
        }
    }

    private <T> @Nullable T maybe(T value) {
        return random.nextBoolean() ? value : null;
    }

    private UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }
}
