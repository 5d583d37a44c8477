package dev.weft.engine.content;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a node is drawn. Both numbers are finite. */
public record Position(
        @JsonProperty("x") double x, @JsonProperty("y") double y) {
    /** Makes −0 a 0: the two are one place, but not equal as components of a record. */
    public Position {
        x += 0.0;
        y += 0.0;
    }
}
