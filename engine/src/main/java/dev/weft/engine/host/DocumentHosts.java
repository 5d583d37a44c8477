package dev.weft.engine.host;

import dev.weft.engine.log.LogFollower;
import dev.weft.engine.request.DocumentRequest;
import dev.weft.engine.request.RequestOutcome;
import dev.weft.engine.request.Requester;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.engine.workflow.WorkflowStanding;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The documents open on this node. Safe for use by many threads. */
public interface DocumentHosts extends LogFollower, NodeAwareness {
    /** Before the first event. */
    long NOTHING = -1;

    /**
     * Lets a participant in, opening the document if it is the first. Returns at once; the answers go to the socket, whose
     * {@link ParticipantSocket#close} also tells of a document that can't be opened.
     */
    Participant enter(Admission admission, ParticipantSocket socket);

    /**
     * The document now, opened if it isn't open; empty if the id never existed. Rights are the caller's business.
     *
     * @return fails with {@link dev.weft.engine.log.LogUnavailableException} if the log can't be read now
     */
    default CompletableFuture<Optional<LiveDocument>> read(WorkflowId workflowId) {
        return read(workflowId, NOTHING);
    }

    /**
     * As {@link #read(WorkflowId)}, with all events up to one that is committed, perhaps by another node.
     *
     * @param after sequence of the event, or {@link #NOTHING}
     */
    CompletableFuture<Optional<LiveDocument>> read(WorkflowId workflowId, long after);

    /**
     * Where the workflow stands now; empty if the id never existed.
     *
     * @return fails with {@link dev.weft.engine.log.LogUnavailableException} if the log can't be read now
     */
    default CompletableFuture<Optional<WorkflowStanding>> standing(WorkflowId workflowId) {
        return standing(workflowId, NOTHING);
    }

    /**
     * As {@link #standing(WorkflowId)}, with all events up to one that is committed, perhaps by another node.
     *
     * @param after sequence of the event, or {@link #NOTHING}
     */
    CompletableFuture<Optional<WorkflowStanding>> standing(WorkflowId workflowId, long after);

    /**
     * Asks for something on behalf of somebody who is not in the document. The right to it is read when its turn comes.
     *
     * @param projectId that the requester takes the workflow to be of
     * @return never fails, and is there within the time that the settings give
     */
    CompletableFuture<RequestOutcome> request(
            WorkflowId workflowId, ProjectId projectId, Requester requester, DocumentRequest request);

    /** What goes on at the documents of this node, for metrics. */
    HostCounts counts();

    /** What the documents of this node have refused, for metrics. */
    RefusalCounts refusals();

    /** How many documents are open now, for metrics. */
    int openCount();
}
