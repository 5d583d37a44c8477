package dev.weft.engine.content;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Leads from a job or a trigger to a job of the same workflow. Exactly one of the two sources is set.
 *
 * @param conditionExpression never null with {@link ConditionType#JS_EXPRESSION}
 */
public record Edge(
        @JsonProperty(Field.ID) UUID id,
        @JsonProperty(Field.SOURCE_JOB_ID) @Nullable UUID sourceJobId,
        @JsonProperty(Field.SOURCE_TRIGGER_ID) @Nullable UUID sourceTriggerId,
        @JsonProperty(Field.TARGET_JOB_ID) UUID targetJobId,
        @JsonProperty(Field.CONDITION_TYPE) ConditionType conditionType,
        @JsonProperty(Field.CONDITION_EXPRESSION) @Nullable String conditionExpression,
        @JsonProperty(Field.CONDITION_LABEL) @Nullable String conditionLabel,
        @JsonProperty(Field.ENABLED) boolean enabled) {}
