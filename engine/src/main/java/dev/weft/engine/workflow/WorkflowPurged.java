package dev.weft.engine.workflow;

import java.util.List;
import java.util.UUID;

/** The workflow is gone for good, and its document empty. What is left is this tombstone: the id stays known, and is never used again. */
public record WorkflowPurged(UUID appendId) implements HostEvent {
    @Override
    public List<UpdateBytes> documentUpdates() {
        return List.of();
    }

    @Override
    public boolean emptiesDocument() {
        return true;
    }
}
