package dev.weft.engine.workflow;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.weft.engine.content.CanonicalUuid;
import java.util.Optional;
import java.util.UUID;

/** Identifies a workflow. Chosen by the client that creates it, and the name of its event stream; never used again, even after a purge. */
public record WorkflowId(@JsonValue UUID value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public WorkflowId {}

    /** Reads the canonical form of 36 characters; empty for anything else. */
    public static Optional<WorkflowId> parse(String text) {
        return CanonicalUuid.parse(text).map(WorkflowId::new);
    }

    /** The canonical form of 36 characters, in lower case. */
    @Override
    public String toString() {
        return value.toString();
    }
}
