package dev.weft.engine.workflow;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A deleted workflow is back: under its old name if that is free still, with all triggers disabled and without custom paths.
 *
 * @param version its content now; absent if it was never saved
 * @param update takes the time of deletion out of the document, and merges what the new version changes
 */
public record WorkflowRestored(
        UUID appendId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable SavedVersion version,
        UpdateBytes update) implements HostEvent {
    @Override
    public List<UpdateBytes> documentUpdates() {
        return List.of(update);
    }

    @Override
    public Optional<SavedVersion> newVersion() {
        return Optional.ofNullable(version);
    }
}
