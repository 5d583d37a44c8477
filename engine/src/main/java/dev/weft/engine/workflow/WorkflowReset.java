package dev.weft.engine.workflow;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The document was given the content of an earlier state, by as few changes as that takes. What it was before is the state at the sequence before this.
 * Exactly one of the two targets is there.
 *
 * @param toVersion the version whose content it was given
 * @param toSequence the event after which the document was as it was made now
 */
public record WorkflowReset(
        UUID appendId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer toVersion,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long toSequence,
        UpdateBytes update)
        implements HostEvent {
    public WorkflowReset {
        if ((toVersion == null) == (toSequence == null)) {
            throw new IllegalArgumentException("a reset is to a version or to a sequence, not to version " + toVersion
                    + " and sequence " + toSequence);
        }
    }

    @Override
    public List<UpdateBytes> documentUpdates() {
        return List.of(update);
    }
}
