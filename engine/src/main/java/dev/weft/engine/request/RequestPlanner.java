package dev.weft.engine.request;

import dev.weft.engine.content.draft.UnreadableDocumentException;
import dev.weft.engine.workflow.RequestKey;
import dev.weft.engine.workflow.WorkflowStanding.HandledRequest;
import java.util.Optional;
import java.util.UUID;

/** Plans what requests do to a document. Safe for use by many threads. */
public final class RequestPlanner {
    private final ClaimedNames names;
    private final SavePlan saves;
    private final OutsideChangePlan outsideChanges;
    private final LifecyclePlans lifecycle;

    /** @param names of all workflows; nodes share them as they share the log */
    public RequestPlanner(ClaimedNames names) {
        this.names = names;
        Judgement judgement = new Judgement(names);
        this.saves = new SavePlan(judgement);
        this.outsideChanges = new OutsideChangePlan(judgement);
        this.lifecycle = new LifecyclePlans(names);
    }

    /**
     * Plans one request for a workflow that is there or softly deleted. The requester's right was checked before.
     *
     * @param appendId of the event, if there is to be one
     * @throws dev.weft.engine.log.LogUnavailableException if what the plan needs can't be read now
     */
    public Plan plan(DocumentRequest request, Requester requester, Situation situation, UUID appendId) {
        RequestKey key = requester.key();
        Optional<HandledRequest> handled =
                key == null ? Optional.empty() : situation.standing().handled(key.key());
        if (handled.isPresent()) {
            return handled.get().digest().equals(key.digest())
                    ? new Plan.Answer(outcomeOf(handled.get(), situation))
                    : Plan.Answer.refused(new RequestRefusal.KeyReused(key.key()));
        }
        try {
            return switch (request) {
                case DocumentRequest.Edit edit -> EditPlan.of(edit, requester, situation, appendId);
                case DocumentRequest.Delete delete -> lifecycle.delete(situation, appendId);
                case DocumentRequest.Purge purge -> lifecycle.purge(situation, appendId);
                case DocumentRequest.Save save -> saves.of(requester, situation, appendId);
                case DocumentRequest.Reset reset -> ResetPlan.of(reset, situation, appendId);
                case DocumentRequest.RestoreTo restore -> ResetPlan.of(restore, situation, appendId);
                case DocumentRequest.ChangeSaved change -> outsideChanges.of(change, situation, appendId);
                case DocumentRequest.Undelete undelete -> lifecycle.undelete(situation, appendId);
            };
        } catch (UnreadableDocumentException e) {
            return Plan.Answer.refused(new RequestRefusal.Unreadable(e.getMessage()));
        }
    }

    /** The answer that its sender didn't hear. */
    private static RequestOutcome outcomeOf(HandledRequest handled, Situation situation) {
        return RequestOutcome.Done.by(situation.event(handled.sequence()), handled.sequence(), situation.standing());
    }

    /** What was planned is in the log. */
    public void committed(Plan.Append plan, Situation situation) {
        if (plan.names() != null) {
            names.settle(situation, plan.names());
        }
    }
}
