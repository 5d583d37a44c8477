package dev.weft.engine.content;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What starts the workflow.
 *
 * @param customPath of a webhook only
 * @param cronExpression of a cron trigger only, where it is never null
 * @param cronCursorJobId of a cron trigger only: a job of the same workflow
 * @param webhookReply of a webhook only
 * @param webhookResponseConfig of a webhook that answers after completion only
 * @param kafkaConfiguration of a Kafka trigger only, where it is never null
 */
public record Trigger(
        @JsonProperty(Field.ID) UUID id,
        @JsonProperty(Field.TYPE) TriggerType type,
        @JsonProperty(Field.ENABLED) boolean enabled,
        @JsonProperty(Field.COMMENT) @Nullable String comment,
        @JsonProperty(Field.CUSTOM_PATH) @Nullable String customPath,
        @JsonProperty(Field.CRON_EXPRESSION) @Nullable String cronExpression,
        @JsonProperty(Field.CRON_CURSOR_JOB_ID) @Nullable UUID cronCursorJobId,
        @JsonProperty(Field.WEBHOOK_REPLY) @Nullable WebhookReply webhookReply,

        @JsonProperty(Field.WEBHOOK_RESPONSE_CONFIG) @Nullable
        WebhookResponseConfig webhookResponseConfig,

        @JsonProperty(Field.KAFKA_CONFIGURATION) @Nullable KafkaConfiguration kafkaConfiguration) {
    /** When a cron trigger fires that names no time: daily at midnight. */
    public static final String DEFAULT_CRON_EXPRESSION = "0 0 * * *";

    public Trigger withEnabled(boolean newEnabled) {
        return new Trigger(
                id,
                type,
                newEnabled,
                comment,
                customPath,
                cronExpression,
                cronCursorJobId,
                webhookReply,
                webhookResponseConfig,
                kafkaConfiguration);
    }

    public Trigger withCustomPath(@Nullable String newCustomPath) {
        return new Trigger(
                id,
                type,
                enabled,
                comment,
                newCustomPath,
                cronExpression,
                cronCursorJobId,
                webhookReply,
                webhookResponseConfig,
                kafkaConfiguration);
    }

    public Trigger withKafkaConfiguration(@Nullable KafkaConfiguration newKafkaConfiguration) {
        return new Trigger(
                id,
                type,
                enabled,
                comment,
                customPath,
                cronExpression,
                cronCursorJobId,
                webhookReply,
                webhookResponseConfig,
                newKafkaConfiguration);
    }
}
