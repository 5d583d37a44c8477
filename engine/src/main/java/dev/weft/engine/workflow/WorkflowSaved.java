package dev.weft.engine.workflow;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Somebody saved the document. It holds both what was saved and what the save did to the document, so that the two can't come apart.
 *
 * @param normalised paths of the values that the server changed before it saved them, such as {@code jobs[<id>].name}
 * @param update tells the document its new version, clears its errors, and merges back what was normalised
 */
public record WorkflowSaved(UUID appendId, SavedVersion version, List<String> normalised, UpdateBytes update)
        implements HostEvent {
    public WorkflowSaved {
        normalised = List.copyOf(normalised);
    }

    @Override
    public List<UpdateBytes> documentUpdates() {
        return List.of(update);
    }

    @Override
    public Optional<SavedVersion> newVersion() {
        return Optional.of(version);
    }
}
