package dev.weft.engine.content;

import com.fasterxml.jackson.annotation.JsonValue;

/** When the caller of a webhook is answered. */
public enum WebhookReply implements Choice {
    BEFORE_START("before_start"),
    AFTER_COMPLETION("after_completion"),
    CUSTOM("custom");

    private final String text;

    WebhookReply(String text) {
        this.text = text;
    }

    @JsonValue
    @Override
    public String text() {
        return text;
    }
}
