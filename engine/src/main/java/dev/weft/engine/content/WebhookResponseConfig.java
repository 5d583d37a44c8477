package dev.weft.engine.content;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** HTTP status codes, 100 to 599, that a webhook answers with after completion; null for the usual one. */
public record WebhookResponseConfig(
        @JsonProperty(Field.SUCCESS_CODE) @Nullable Integer successCode,
        @JsonProperty(Field.ERROR_CODE) @Nullable Integer errorCode) {}
