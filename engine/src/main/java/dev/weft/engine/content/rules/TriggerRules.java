package dev.weft.engine.content.rules;

import dev.weft.engine.content.CanonicalUuid;
import dev.weft.engine.content.Field;
import dev.weft.engine.content.KafkaConfiguration;
import dev.weft.engine.content.Trigger;
import dev.weft.engine.content.TriggerType;
import dev.weft.engine.content.WebhookReply;
import dev.weft.engine.content.WebhookResponseConfig;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules for triggers, read one after the other. Fields of other types than the trigger's own aren't even looked at. */
final class TriggerRules {
    private static final int MAX_TEXT_LENGTH = 255;
    private static final int MAX_COMMENT_LENGTH = 1_000;
    private static final int MAX_KAFKA_TEXT_LENGTH = 4_000;
    private static final Pattern CUSTOM_PATH = Pattern.compile("[a-z0-9_-]+");
    private static final Pattern OFFSET_RESET_POLICY = Pattern.compile("earliest|latest|\\d{13}");

    private final Nodes nodes;
    private final ProjectFacts facts;
    private final Set<String> customPaths = new HashSet<>();

    TriggerRules(Nodes nodes, ProjectFacts facts) {
        this.nodes = nodes;
        this.facts = facts;
    }

    /** Null if something was wrong. */
    @Nullable
    Trigger read(FieldReader fields) {
        UUID id = fields.uuid(Field.ID);
        fields.require(Field.ID, id);
        TriggerType type =
                fields.isAbsent(Field.TYPE) ? TriggerType.WEBHOOK : fields.choice(Field.TYPE, TriggerType.class);
        fields.require(Field.TYPE, type);
        boolean enabled = fields.bool(Field.ENABLED, false);
        String comment = fields.trimmed(Field.COMMENT, MAX_COMMENT_LENGTH);
        if (type == null) {
            return null;
        }
        boolean webhook = type == TriggerType.WEBHOOK;
        boolean cron = type == TriggerType.CRON;
        WebhookReply reply = webhook ? webhookReply(fields) : null;
        String customPath = webhook ? customPath(fields) : null;
        String cronExpression = cron ? cronExpression(fields) : null;
        UUID cursor = cron ? cronCursor(fields) : null;
        WebhookResponseConfig config = reply == WebhookReply.AFTER_COMPLETION ? responseConfig(fields) : null;
        KafkaConfiguration kafka = type == TriggerType.KAFKA ? kafka(fields) : null;
        if (!fields.isAllRight() || id == null) {
            return null;
        }
        return new Trigger(id, type, enabled, comment, customPath, cronExpression, cursor, reply, config, kafka);
    }

    private @Nullable String customPath(FieldReader fields) {
        String path = fields.textUnlessBlank(Field.CUSTOM_PATH, MAX_TEXT_LENGTH);
        if (path == null) {
            return null;
        }
        if (!CUSTOM_PATH.matcher(path).matches()) {
            fields.report(
                    Field.CUSTOM_PATH,
                    "may only hold letters from a to z in lower case, digits, hyphens and underscores");
        } else if (CanonicalUuid.parse(path).isPresent()) {
            fields.report(Field.CUSTOM_PATH, "must not look like a UUID");
        } else if (!customPaths.add(path) || facts.isCustomPathTaken(path)) {
            fields.report(Field.CUSTOM_PATH, FieldReader.TAKEN);
        }
        return path;
    }

    private static String cronExpression(FieldReader fields) {
        String expression = fields.trimmed(Field.CRON_EXPRESSION, MAX_TEXT_LENGTH);
        if (expression == null) {
            return Trigger.DEFAULT_CRON_EXPRESSION;
        }
        CronExpressions.faultIn(expression)
                .ifPresent(fault -> fields.report(Field.CRON_EXPRESSION, "is no cron expression: " + fault));
        return expression;
    }

    private @Nullable UUID cronCursor(FieldReader fields) {
        UUID job = fields.uuid(Field.CRON_CURSOR_JOB_ID);
        if (job == null || nodes.removedJobs().contains(job)) {
            return null;
        }
        if (!nodes.jobs().contains(job)) {
            fields.report(Field.CRON_CURSOR_JOB_ID, EdgeRules.NO_JOB_HERE);
        }
        return job;
    }

    private static WebhookReply webhookReply(FieldReader fields) {
        WebhookReply reply = fields.choice(Field.WEBHOOK_REPLY, WebhookReply.class);
        return reply == null ? WebhookReply.BEFORE_START : reply;
    }

    private static @Nullable WebhookResponseConfig responseConfig(FieldReader fields) {
        FieldReader.Nested nested = fields.nested(Field.WEBHOOK_RESPONSE_CONFIG);
        if (nested == null) {
            return null;
        }
        Integer success = nested.fields().whole(Field.SUCCESS_CODE, 100, 599);
        Integer error = nested.fields().whole(Field.ERROR_CODE, 100, 599);
        nested.finish();
        return new WebhookResponseConfig(success, error);
    }

    private static @Nullable KafkaConfiguration kafka(FieldReader trigger) {
        FieldReader.Nested nested = trigger.nested(Field.KAFKA_CONFIGURATION);
        if (nested == null) {
            return null;
        }
        FieldReader fields = nested.fields();
        String policy = fields.textUnlessBlank(Field.INITIAL_OFFSET_RESET_POLICY);
        if (policy != null && !OFFSET_RESET_POLICY.matcher(policy).matches()) {
            fields.report(Field.INITIAL_OFFSET_RESET_POLICY, "must be earliest, latest or milliseconds in 13 digits");
        }
        KafkaConfiguration kafka = new KafkaConfiguration(
                fields.textUnlessBlank(Field.HOSTS_STRING, MAX_KAFKA_TEXT_LENGTH),
                fields.textUnlessBlank(Field.TOPICS_STRING, MAX_KAFKA_TEXT_LENGTH),
                fields.textUnlessBlank(Field.GROUP_ID, MAX_TEXT_LENGTH),
                fields.whole(Field.CONNECT_TIMEOUT, 1, Integer.MAX_VALUE),
                policy,
                fields.boolOrNull(Field.SSL),
                fields.textUnlessBlank(Field.SASL, MAX_TEXT_LENGTH),
                fields.textUnlessBlank(Field.USERNAME, MAX_TEXT_LENGTH),
                fields.textUnlessBlank(Field.PASSWORD, MAX_TEXT_LENGTH));
        nested.finish();
        return kafka;
    }
}
