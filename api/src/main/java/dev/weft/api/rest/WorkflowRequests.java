package dev.weft.api.rest;

import dev.weft.api.problem.RequestRefusedException;
import dev.weft.engine.Engine;
import dev.weft.engine.access.Principal;
import dev.weft.engine.access.Right;
import dev.weft.engine.host.LiveDocument;
import dev.weft.engine.log.LogUnavailableException;
import dev.weft.engine.replay.NoSuchStateException;
import dev.weft.engine.request.DocumentRequest;
import dev.weft.engine.request.RequestOutcome;
import dev.weft.engine.request.RequestRefusal;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.Resolution;
import dev.weft.engine.workflow.Resolver;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.engine.workflow.WorkflowStanding;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;

/** What controllers ask of one workflow: whether the caller may see it, and that something be done to it. Blocks. */
public final class WorkflowRequests {

    private final Gate gate;
    private final Engine engine;
    private final Positions positions;

    public WorkflowRequests(Gate gate, Engine engine, Positions positions) {
        this.gate = gate;
        this.engine = engine;
        this.positions = positions;
    }

    /**
     * Where a workflow stands that the caller may read.
     *
     * @param after position that it is to be read up to, −1 for none
     * @throws RequestRefusedException if the workflow doesn't exist for the caller
     */
    WorkflowStanding readable(Principal caller, WorkflowId id, long after) {
        ProjectId project = projectReadableBy(caller, id);
        Optional<WorkflowStanding> standing = joined(engine.hosts().standing(id, positions.sequenceAt(id, after)));
        return switch (Resolver.resolve(standing, project)) {
            case Resolution.Existing(WorkflowStanding there) -> there;
            case Resolution.Deleted(WorkflowStanding there) -> there;
            case Resolution.Purged _,
                    Resolution.NotFound _,
                    Resolution.Fresh _,
                    Resolution.Version _,
                    Resolution.VersionNotFound _ -> throw Gate.workflowNotFound();
        };
    }

    /**
     * The live document of a workflow that the caller may read.
     *
     * @param after position that it is to be read up to, −1 for none
     */
    LiveDocument document(WorkflowId id, long after) {
        return joined(engine.hosts().read(id, positions.sequenceAt(id, after))).orElseThrow(Gate::workflowNotFound);
    }

    /** The position of an event that a request led to. */
    long position(String workflowId, long sequence) {
        return positions.of(Gate.workflowId(workflowId), sequence);
    }

    private ProjectId projectReadableBy(Principal caller, WorkflowId id) {
        ProjectId project = engine.projectOf(id).orElseThrow(Gate::workflowNotFound);
        gate.requireReader(caller, project);
        return project;
    }

    /**
     * Has a request carried out.
     *
     * @param body of the HTTP request, or what stands for it: a repeated one has the same
     * @param done what the request leads to
     * @throws RequestRefusedException if it is refused
     */
    <D extends RequestOutcome.Done> D carryOut(
            Principal caller,
            String workflowId,
            HttpServletRequest http,
            byte[] body,
            DocumentRequest request,
            Class<D> done) {
        WorkflowId id = Gate.workflowId(workflowId);
        ProjectId project = projectReadableBy(caller, id);
        return switch (joined(engine.hosts().request(id, project, HttpRequester.of(caller, http, body), request))) {
            case RequestOutcome.Done outcome -> done.cast(outcome);
            case RequestOutcome.Refused refused -> throw RequestRefusedException.of(refused.reason());
        };
    }

    /**
     * Prepares bringing a document back to the state after an event.
     *
     * @throws RequestRefusedException if the caller may not, or there is no such state
     */
    DocumentRequest restoration(Principal caller, String workflowId, long toSequence) {
        WorkflowId id = Gate.workflowId(workflowId);
        gate.requireRight(caller, projectReadableBy(caller, id), Right.SAVE_WORKFLOW);
        readable(caller, id, -1); // a purged one has no past
        long clientId = Integer.toUnsignedLong(ThreadLocalRandom.current().nextInt());
        try {
            return new DocumentRequest.RestoreTo(engine.history().reversal(id, toSequence, clientId));
        } catch (NoSuchStateException e) {
            throw RequestRefusedException.of(RequestRefusal.Invalid.because(e.getMessage()));
        }
    }

    private static <T> T joined(CompletableFuture<T> answer) {
        try {
            return answer.join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof LogUnavailableException unavailable ? unavailable : failure;
        }
    }
}
