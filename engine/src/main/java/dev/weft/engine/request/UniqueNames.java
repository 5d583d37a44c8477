package dev.weft.engine.request;

import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.WorkflowId;
import java.util.Optional;
import java.util.Set;

/**
 * Sees to it that no two workflows of a project get one name, whichever nodes they are saved on. A name is claimed before the event that gives it is appended,
 * and settled after. A claim whose event never came is found out by asking the log, when somebody else wants the name.
 *
 * <p>Safe for use by many threads. May block on I/O; then methods throw {@link dev.weft.engine.log.LogUnavailableException} if that fails.
 */
public interface UniqueNames {
    /** Who has a name, if somebody does. */
    Optional<Holder> holderOf(ProjectId projectId, UniqueName name);

    /**
     * @param settled whether an event gives the workflow the name
     * @param ageMillis for how long it has been claimed
     */
    record Holder(WorkflowId workflowId, boolean settled, long ageMillis) {}

    /**
     * Claims all of the names, or none.
     *
     * @param sequence that the event will have which gives them
     * @return whether it could; false if another workflow holds one of them
     */
    boolean claim(ProjectId projectId, WorkflowId workflowId, Set<UniqueName> names, long sequence);

    /**
     * The event at {@code sequence} has given the workflow these names, and no others: frees what it had or claimed for events before.
     */
    void settle(ProjectId projectId, WorkflowId workflowId, Set<UniqueName> names, long sequence);
}
