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
        if (request.onlyAt() != null && request.onlyAt() != situation.lastSequence()) {
            return Plan.Answer.refused(new RequestRefusal.Outdated(
                    "the document is at sequence " + situation.lastSequence() + ", not at " + request.onlyAt()));
        }
        Optional<byte[]> update;
        try {
            update = situation
                    .edit(document -> {
                        request.edit().apply(document);
                        return document;
                    })
                    .update();
        } catch (EditRefusedException e) {
            return Plan.Answer.refused(RequestRefusal.Invalid.because(e.getMessage()));
        }
        return update.<Plan>map(made ->
                        Plan.Append.of(appended(appendId, made, requester, situation.nowMillis()), situation, null))
                .orElseGet(() -> new Plan.Answer(new RequestOutcome.Edited(situation.lastSequence())));
    }

    /** The server's updates are like those of any participant. */
    static UpdatesAppended appended(UUID appendId, byte[] update, Requester requester, long nowMillis) {
        return new UpdatesAppended(
                appendId,
                List.of(new AppendedUpdate(
                        new UpdateBytes(update),
                        requester.principal().id(),
                        requester.session(),
                        requester.tool(),
                        nowMillis)));
    }
}
