package dev.weft.engine.content.draft;

import dev.weft.engine.content.Choice;
import dev.weft.engine.content.Edge;
import dev.weft.engine.content.Field;
import dev.weft.engine.content.Job;
import dev.weft.engine.content.KafkaConfiguration;
import dev.weft.engine.content.Position;
import dev.weft.engine.content.Trigger;
import dev.weft.engine.content.WebhookResponseConfig;
import dev.weft.engine.content.WorkflowContent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A content as the fields of a document. */
final class ContentFields {
    private ContentFields() {}

    static Draft of(WorkflowContent content) {
        return new Draft(
                settings(content),
                content.jobs().stream().map(ContentFields::job).toList(),
                content.triggers().stream().map(ContentFields::trigger).toList(),
                content.edges().stream().map(ContentFields::edge).toList(),
                positions(content.positions()));
    }

    private static Map<String, @Nullable Object> settings(WorkflowContent content) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put(Field.NAME, content.name());
        fields.put(Field.CONCURRENCY, content.concurrency());
        fields.put(Field.ENABLE_JOB_LOGS, content.enableJobLogs());
        return fields;
    }

    private static Map<String, @Nullable Object> job(Job job) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put(Field.ID, text(job.id()));
        fields.put(Field.NAME, job.name());
        fields.put(Field.BODY, job.body());
        fields.put(Field.ADAPTOR, job.adaptor());
        fields.put(Field.PROJECT_CREDENTIAL_ID, text(job.projectCredentialId()));
        fields.put(Field.KEYCHAIN_CREDENTIAL_ID, text(job.keychainCredentialId()));
        return fields;
    }

    private static Map<String, @Nullable Object> trigger(Trigger trigger) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put(Field.ID, text(trigger.id()));
        fields.put(Field.TYPE, trigger.type().text());
        fields.put(Field.ENABLED, trigger.enabled());
        if (trigger.comment() != null) {
            fields.put(Field.COMMENT, trigger.comment());
        }
        fields.put(Field.CRON_EXPRESSION, trigger.cronExpression());
        fields.put(Field.CRON_CURSOR_JOB_ID, text(trigger.cronCursorJobId()));
        fields.put(Field.WEBHOOK_REPLY, text(trigger.webhookReply()));
        fields.put(Field.WEBHOOK_RESPONSE_CONFIG, responseConfig(trigger.webhookResponseConfig()));
        fields.put(Field.CUSTOM_PATH, trigger.customPath());
        fields.put(Field.KAFKA_CONFIGURATION, kafka(trigger.kafkaConfiguration()));
        return fields;
    }

    private static @Nullable Map<String, @Nullable Object> responseConfig(@Nullable WebhookResponseConfig config) {
        if (config == null) {
            return null;
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put(Field.SUCCESS_CODE, config.successCode());
        fields.put(Field.ERROR_CODE, config.errorCode());
        return fields;
    }

    private static @Nullable Map<String, @Nullable Object> kafka(@Nullable KafkaConfiguration kafka) {
        if (kafka == null) {
            return null;
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put(Field.HOSTS_STRING, kafka.hostsString());
        fields.put(Field.TOPICS_STRING, kafka.topicsString());
        fields.put(Field.GROUP_ID, kafka.groupId());
        fields.put(Field.CONNECT_TIMEOUT, kafka.connectTimeout());
        fields.put(Field.INITIAL_OFFSET_RESET_POLICY, kafka.initialOffsetResetPolicy());
        fields.put(Field.SSL, kafka.ssl());
        fields.put(Field.SASL, kafka.sasl());
        fields.put(Field.USERNAME, kafka.username());
        fields.put(Field.PASSWORD, kafka.password());
        return fields;
    }

    private static Map<String, @Nullable Object> edge(Edge edge) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put(Field.ID, text(edge.id()));
        fields.put(Field.SOURCE_JOB_ID, text(edge.sourceJobId()));
        fields.put(Field.SOURCE_TRIGGER_ID, text(edge.sourceTriggerId()));
        fields.put(Field.TARGET_JOB_ID, text(edge.targetJobId()));
        fields.put(Field.CONDITION_TYPE, edge.conditionType().text());
        fields.put(Field.CONDITION_EXPRESSION, edge.conditionExpression());
        fields.put(Field.CONDITION_LABEL, edge.conditionLabel());
        fields.put(Field.ENABLED, edge.enabled());
        return fields;
    }

    private static Map<String, @Nullable Object> positions(@Nullable Map<UUID, Position> positions) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        if (positions != null) {
            positions.forEach((node, position) -> fields.put(node.toString(), position(position)));
        }
        return fields;
    }

    private static Map<String, @Nullable Object> position(Position position) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("x", position.x());
        fields.put("y", position.y());
        return fields;
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }

    private static @Nullable String text(@Nullable Choice choice) {
        return choice == null ? null : choice.text();
    }
}
