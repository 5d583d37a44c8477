package dev.weft.engine.workflow;

import java.util.List;
import java.util.UUID;

/**
 * The updates of one commit, in the order in which they change the document.
 *
 * @param updates never empty
 */
public record UpdatesAppended(UUID appendId, List<AppendedUpdate> updates) implements HostEvent {
    public UpdatesAppended {
        updates = List.copyOf(updates);
    }

    @Override
    public List<UpdateBytes> documentUpdates() {
        if (updates.size() == 1) {
            return List.of(updates.getFirst().update()); // nearly always, and long histories are folded by it
        }
        return updates.stream().map(AppendedUpdate::update).toList();
    }
}
