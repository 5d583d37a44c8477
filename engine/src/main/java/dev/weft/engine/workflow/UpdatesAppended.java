package dev.weft.engine.workflow;

import java.util.List;
import java.util.UUID;

/**
 * The updates of one commit, in the order in which they change the document.
 *
 * @param appendId drawn by the host for this attempt; by it a host that lost the outcome recognises its own append in the log
 * @param updates never empty
 */
public record UpdatesAppended(UUID appendId, List<AppendedUpdate> updates) implements WorkflowEvent {
    public UpdatesAppended {
        updates = List.copyOf(updates);
    }

    @Override
    public List<UpdateBytes> documentUpdates() {
        return updates.stream().map(AppendedUpdate::update).toList();
    }
}
