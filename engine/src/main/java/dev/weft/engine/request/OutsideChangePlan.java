package dev.weft.engine.request;

import dev.weft.engine.content.WorkflowContent;
import dev.weft.engine.content.document.DocumentHead;
import dev.weft.engine.content.document.Duplicates;
import dev.weft.engine.content.document.ServerEdit;
import dev.weft.engine.content.merge.MergeConflict;
import dev.weft.engine.content.merge.Reconciliation;
import dev.weft.engine.content.rules.ContentError;
import dev.weft.engine.content.rules.Verdict;
import dev.weft.engine.workflow.Lifecycle;
import dev.weft.engine.workflow.SavedVersion;
import dev.weft.engine.workflow.UpdateBytes;
import dev.weft.engine.workflow.WorkflowReconciled;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes a content from outside the next version, and merges the change into the document. */
final class OutsideChangePlan {
    private final Judgement judgement;

    OutsideChangePlan(Judgement judgement) {
        this.judgement = judgement;
    }

    Plan of(DocumentRequest.ChangeSaved request, Situation situation, UUID appendId) {
        if (situation.standing().lifecycle() == Lifecycle.DELETED) {
            return Plan.Answer.refused(new RequestRefusal.WorkflowDeleted());
        }
        int lockVersion = situation.standing().lockVersion();
        if (request.onlyOver() != null && request.onlyOver() != lockVersion) {
            return Plan.Answer.refused(
                    new RequestRefusal.Outdated("the last version is " + lockVersion + ", not " + request.onlyOver()));
        }
        @Nullable SavedVersion last = situation.lastVersion();
        return switch (judgement.of(request.content(), last, situation)) {
            case Verdict.Rejected(List<ContentError> errors) ->
                Plan.Answer.refused(new RequestRefusal.Invalid(ContentError.byPath(errors)));
            case Verdict.Accepted(WorkflowContent content) ->
                last != null && content.sameAs(last.content())
                        ? new Plan.Answer(new RequestOutcome.SavedChanged(situation.lastSequence(), last, List.of()))
                        : reconciled(content, last, request.source(), situation, appendId);
        };
    }

    private static Plan reconciled(
            WorkflowContent content, @Nullable SavedVersion last, String source, Situation situation, UUID appendId) {
        // Before the first save, what the document was last in step with is its seed.
        WorkflowContent base = last == null ? WorkflowContent.empty(situation.firstName()) : last.content();
        SavedVersion version = new SavedVersion(situation.standing().lockVersion() + 1, content, situation.nowMillis());
        DocumentHead head = new DocumentHead(situation.workflowId().value(), version.lockVersion(), null);
        ServerEdit.Made<List<MergeConflict>> made = situation.edit(document -> {
            Duplicates.removeFrom(document);
            return Reconciliation.reconcile(document, base, content, head);
        });
        return Plan.Append.of(
                new WorkflowReconciled(appendId, version, source, made.result(), UpdateBytes.ofChange(made.update())),
                situation,
                ClaimedNames.of(content));
    }
}
