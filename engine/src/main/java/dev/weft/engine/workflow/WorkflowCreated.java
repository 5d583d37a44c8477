package dev.weft.engine.workflow;

import java.util.List;

/**
 * The workflow exists from here on, saved or not.
 *
 * @param workflowId the stream's own id
 * @param name the name that the seed gives the workflow
 * @param seed the update that makes the fresh document; as it is part of this event, no document can be seeded twice
 * @param lockVersion 0: never saved
 */
public record WorkflowCreated(
        WorkflowId workflowId, ProjectId projectId, String name, UpdateBytes seed, int lockVersion)
        implements WorkflowEvent {
    @Override
    public List<UpdateBytes> documentUpdates() {
        return List.of(seed);
    }
}
