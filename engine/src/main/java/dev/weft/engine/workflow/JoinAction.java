package dev.weft.engine.workflow;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;

/** What a joiner claims to be doing. */
public enum JoinAction {
    /** Creates the workflow; harmless when it is stale, since a known id is joined instead. */
    NEW,
    /** Joins a workflow that exists. */
    EDIT,
    /** Creates the workflow if its id never existed and the joiner may, else joins it: for clients that can't say which. */
    OPEN;

    public static Optional<JoinAction> parse(String text) {
        for (JoinAction action : values()) {
            if (action.text().equals(text)) {
                return Optional.of(action);
            }
        }
        return Optional.empty();
    }

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static JoinAction fromText(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("unknown join action '" + text + "'"));
    }
}
