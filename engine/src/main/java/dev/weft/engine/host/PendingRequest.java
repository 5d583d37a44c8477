package dev.weft.engine.host;

import dev.weft.engine.request.DocumentRequest;
import dev.weft.engine.request.RequestOutcome;
import dev.weft.engine.request.RequestRefusal;
import dev.weft.engine.request.Requester;
import dev.weft.engine.workflow.ProjectId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A request on its way. Belongs to the document's mailbox. */
final class PendingRequest {
    private final DocumentRequest request;
    private final Requester requester;
    private final ProjectId projectId;
    private final @Nullable Seat seat;
    private final List<Frame> sentBefore;
    private final CompletableFuture<RequestOutcome> answer;

    /**
     * @param projectId that the requester named
     * @param seat of the requester, if it is in the document: what it sent before goes first
     */
    PendingRequest(
            DocumentRequest request,
            Requester requester,
            ProjectId projectId,
            @Nullable Seat seat,
            CompletableFuture<RequestOutcome> answer) {
        this.request = request;
        this.requester = requester;
        this.projectId = projectId;
        this.seat = seat;
        this.sentBefore = seat == null ? List.of() : seat.unanswered();
        this.answer = answer;
    }

    DocumentRequest request() {
        return request;
    }

    Requester requester() {
        return requester;
    }

    ProjectId projectId() {
        return projectId;
    }

    boolean isOf(Seat other) {
        return seat == other;
    }

    boolean isFromOutside() {
        return seat == null;
    }

    /** Whether all that the requester sent before is in the log, or refused. */
    boolean isReady() {
        return sentBefore.stream().allMatch(Frame::isAnswered);
    }

    /** Nobody waits for the answer any more. */
    boolean isAbandoned() {
        return answer.isDone();
    }

    void answer(RequestOutcome outcome) {
        answer.complete(outcome);
    }

    void refuse(RequestRefusal reason) {
        answer(new RequestOutcome.Refused(reason));
    }
}
