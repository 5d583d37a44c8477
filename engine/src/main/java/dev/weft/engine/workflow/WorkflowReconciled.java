package dev.weft.engine.workflow;

import dev.weft.engine.content.merge.MergeConflict;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Somebody changed the saved workflow from outside of the document, and the document took the change over: a new version and the merge of it, in one event.
 * So there is no moment, and no crash, after which the document is based on another version than the last.
 *
 * @param source what made the change, such as the name of a deploy tool
 * @param conflicts what the document holds differently and kept
 * @param update merges the change into the document
 */
public record WorkflowReconciled(
        UUID appendId, SavedVersion version, String source, List<MergeConflict> conflicts, UpdateBytes update)
        implements HostEvent {
    public WorkflowReconciled {
        conflicts = List.copyOf(conflicts);
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
