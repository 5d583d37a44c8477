package dev.weft.engine.workflow;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a join resolved to. Everything downstream reads this; nobody derives newness from anything else. */
public enum JoinKind {
    /** This join created the workflow. */
    NEW,
    /** The workflow was there. */
    EXISTING,
    /** One of its versions, to read only. */
    VERSION;

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static JoinKind fromText(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
