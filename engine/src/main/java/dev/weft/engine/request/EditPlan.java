package dev.weft.engine.request;

import dev.weft.engine.workflow.AppendedUpdate;
import dev.weft.engine.workflow.Lifecycle;
import dev.weft.engine.workflow.UpdateBytes;
import dev.weft.engine.workflow.UpdatesAppended;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Edits that the server makes for somebody. */
final class EditPlan {
    private EditPlan() {}

    static Plan of(DocumentRequest.Edit request, Requester requester, Situation situation, UUID appendId) {
        if (situation.standing().lifecycle() == Lifecycle.DELETED) {
            return Plan.Answer.refused(new RequestRefusal.WorkflowDeleted());
        }
        if (request.onlyAt() != null && request.onlyAt() != situation.nextSequence() - 1) {
            return Plan.Answer.refused(new RequestRefusal.Outdated(
                    "the document is at sequence " + (situation.nextSequence() - 1) + ", not at " + request.onlyAt()));
        }
        Optional<UpdateBytes> made;
        try {
            made = ServerUpdate.of(situation.copyOfDocument(), request.edit()::apply);
        } catch (EditRefusedException e) {
            return Plan.Answer.refused(RequestRefusal.Invalid.because(e.getMessage()));
        }
        return made.<Plan>map(update ->
                        Plan.Append.of(event(appendId, update, requester, situation.nowMillis()), situation, null))
                .orElseGet(() -> new Plan.Answer(new RequestOutcome.Edited(situation.nextSequence() - 1)));
    }

    /** Updates of the server's own making are like those of any other participant. */
    static UpdatesAppended event(UUID appendId, UpdateBytes update, Requester requester, long nowMillis) {
        return new UpdatesAppended(
                appendId,
                List.of(new AppendedUpdate(
                        update, requester.principal().id(), requester.session(), requester.tool(), nowMillis)));
    }
}
