package dev.weft.engine.content;

import com.fasterxml.jackson.annotation.JsonValue;

/** When an edge is followed. */
public enum ConditionType implements Choice {
    ALWAYS("always"),
    ON_JOB_SUCCESS("on_job_success"),
    ON_JOB_FAILURE("on_job_failure"),
    JS_EXPRESSION("js_expression");

    private final String text;

    ConditionType(String text) {
        this.text = text;
    }

    @JsonValue
    @Override
    public String text() {
        return text;
    }
}
