package dev.weft.engine.content;

import com.fasterxml.jackson.annotation.JsonValue;

/** What starts a workflow. */
public enum TriggerType implements Choice {
    WEBHOOK("webhook"),
    CRON("cron"),
    /** Found in older workflows. */
    KAFKA("kafka");

    private final String text;

    TriggerType(String text) {
        this.text = text;
    }

    @JsonValue
    @Override
    public String text() {
        return text;
    }
}
