package dev.weft.engine.workflow;

import java.util.List;
import java.util.UUID;

/**
 * The workflow is deleted, softly: lists hide it, nobody saves it, and it can be restored. From here on its saved state has another name, all triggers
 * disabled and no custom paths. The document keeps its content, and unsaved work with it.
 *
 * @param name of the saved state while it is deleted, ending in {@code _del} or {@code _del<n>}
 * @param deletedAtMillis milliseconds since 1970-01-01 UTC by the deleting node's clock
 * @param update tells the document when it was deleted
 */
public record WorkflowDeleted(UUID appendId, String name, long deletedAtMillis, UpdateBytes update)
        implements HostEvent {
    @Override
    public List<UpdateBytes> documentUpdates() {
        return List.of(update);
    }
}
