package dev.weft.engine.request;

import dev.weft.engine.content.document.DocumentHead;
import dev.weft.engine.content.document.DocumentWriter;
import dev.weft.engine.workflow.Lifecycle;
import dev.weft.engine.workflow.SavedVersion;
import dev.weft.engine.workflow.UpdateBytes;
import dev.weft.engine.workflow.WorkflowReset;
import dev.weft.engine.workflow.WorkflowStanding.VersionPlace;
import java.util.Optional;
import java.util.UUID;

/** Gives the document an earlier content, as a difference: members that stay keep their identity, and the history goes on. */
final class ResetPlan {
    private ResetPlan() {}

    static Plan of(DocumentRequest.Reset request, Situation situation, UUID appendId) {
        if (situation.standing().lifecycle() == Lifecycle.DELETED) {
            return Plan.Answer.refused(new RequestRefusal.WorkflowDeleted());
        }
        int lastVersion = situation.standing().lockVersion();
        if (lastVersion == 0) {
            return Plan.Answer.refused(
                    RequestRefusal.Invalid.because("this workflow was never saved: there is nothing to reset it to"));
        }
        int wanted = request.toVersion() == null ? lastVersion : request.toVersion();
        Optional<VersionPlace> place = situation.standing().version(wanted);
        if (place.isEmpty()) {
            return Plan.Answer.refused(new RequestRefusal.VersionNotFound(wanted));
        }
        SavedVersion version = situation.version(place.get());
        DocumentHead head = new DocumentHead(situation.workflowId().value(), lastVersion, null);
        Optional<byte[]> update = situation
                .edit(document -> {
                    DocumentWriter.replace(document, version.content(), head);
                    return document;
                })
                .update();
        return plan(update, new WorkflowReset(appendId, wanted, null, UpdateBytes.ofChange(update)), situation);
    }

    static Plan of(DocumentRequest.RestoreTo request, Situation situation, UUID appendId) {
        if (situation.standing().lifecycle() == Lifecycle.DELETED) {
            return Plan.Answer.refused(new RequestRefusal.WorkflowDeleted());
        }
        PreparedReversal reversal = request.reversal();
        DocumentHead head = new DocumentHead(
                situation.workflowId().value(), situation.standing().lockVersion(), null);
        Optional<byte[]> update;
        try {
            update = reversal.updateFor(situation.nextSequence(), head::writeTo);
        } catch (PreparedReversal.OutdatedReversalException e) {
            return Plan.Answer.refused(new RequestRefusal.Internal(e.getMessage()));
        } catch (IllegalStateException e) {
            return Plan.Answer.refused(new RequestRefusal.Unreadable(e.getMessage()));
        }
        return plan(
                update,
                new WorkflowReset(appendId, null, reversal.toSequence(), UpdateBytes.ofChange(update)),
                situation);
    }

    private static Plan plan(Optional<byte[]> update, WorkflowReset event, Situation situation) {
        return update.isPresent()
                ? Plan.Append.of(event, situation, null)
                : new Plan.Answer(new RequestOutcome.Reset(
                        situation.lastSequence(), situation.standing().lockVersion(), situation.lastSequence()));
    }
}
