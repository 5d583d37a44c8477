package dev.weft.engine.workflow;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.weft.engine.content.CanonicalUuid;
import java.util.Optional;
import java.util.UUID;

/** Identifies a project. */
public record ProjectId(@JsonValue UUID value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ProjectId {}

    /** Reads the canonical form of 36 characters; empty for anything else. */
    public static Optional<ProjectId> parse(String text) {
        return CanonicalUuid.parse(text).map(ProjectId::new);
    }

    /** The canonical form of 36 characters, in lower case. */
    @Override
    public String toString() {
        return value.toString();
    }
}
