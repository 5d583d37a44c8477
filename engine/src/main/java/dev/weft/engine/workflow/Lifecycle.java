package dev.weft.engine.workflow;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether a workflow is there. */
public enum Lifecycle {
    ACTIVE,
    /** Softly: lists hide it, nobody saves it, it can be restored or purged. */
    DELETED,
    /** For good: a tombstone. */
    PURGED;

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static Lifecycle fromText(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
