package dev.weft.engine.host;

import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.WorkflowStanding;

/**
 * A document as it stood at one sequence. Nothing in it is newer than the log.
 *
 * @param standing of its workflow
 * @param nextSequence how many events of its stream it holds
 * @param update the whole document, format 1; applied to an empty {@code Doc} it gives the document
 */
public record LiveDocument(WorkflowStanding standing, long nextSequence, byte[] update) {
    public ProjectId projectId() {
        return standing.projectId();
    }
}
