package dev.weft.engine.request;

import dev.weft.engine.content.WorkflowContent;
import dev.weft.engine.content.document.DocumentErrors;
import dev.weft.engine.content.document.DocumentHead;
import dev.weft.engine.content.document.Duplicates;
import dev.weft.engine.content.draft.Draft;
import dev.weft.engine.content.merge.SaveMergeBack;
import dev.weft.engine.content.rules.ContentError;
import dev.weft.engine.content.rules.Verdict;
import dev.weft.engine.workflow.Lifecycle;
import dev.weft.engine.workflow.SavedVersion;
import dev.weft.engine.workflow.UpdateBytes;
import dev.weft.engine.workflow.WorkflowSaved;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Save: judge the draft, and make it the next version.
 *
 * <p>The document is based on the last version always, since changes from outside come into the document by the same event that makes them a version. So there is
 * nothing to reconcile here, and nobody's change to overwrite.
 */
final class SavePlan {
    private final Judgement judgement;

    SavePlan(Judgement judgement) {
        this.judgement = judgement;
    }

    Plan of(Requester requester, Situation situation, UUID appendId) {
        if (situation.standing().lifecycle() == Lifecycle.DELETED) {
            return Plan.Answer.refused(new RequestRefusal.WorkflowDeleted());
        }
        Draft draft = situation.draft();
        @Nullable SavedVersion last = situation.lastVersion();
        return switch (judgement.of(draft, last, situation)) {
            case Verdict.Rejected(List<ContentError> errors) -> rejected(errors, requester, situation, appendId);
            case Verdict.Accepted(WorkflowContent content) ->
                last != null && content.sameAs(last.content())
                        ? unchanged(draft, last, requester, situation, appendId)
                        : saved(draft, content, situation, appendId);
        };
    }

    /** Everybody is to see what is wrong. */
    private static Plan rejected(List<ContentError> errors, Requester requester, Situation situation, UUID appendId) {
        RequestOutcome refused = new RequestOutcome.Refused(new RequestRefusal.Invalid(ContentError.byPath(errors)));
        Optional<byte[]> update = situation
                .edit(document -> {
                    Duplicates.removeFrom(document);
                    DocumentErrors.add(document, errors);
                    return document;
                })
                .update();
        return update.<Plan>map(made -> new Plan.Append(
                        EditPlan.appended(appendId, made, requester, situation.nowMillis()), refused, null))
                .orElseGet(() -> new Plan.Answer(refused));
    }

    /** Makes no version, and tells the document only what it doesn't know, such as that its errors are none any more. */
    private static Plan unchanged(
            Draft draft, SavedVersion last, Requester requester, Situation situation, UUID appendId) {
        return updateOf(draft, last, situation)
                .<Plan>map(made -> new Plan.Append(
                        EditPlan.appended(appendId, made, requester, situation.nowMillis()),
                        new RequestOutcome.Saved(situation.nextSequence(), last, false),
                        null))
                .orElseGet(() -> new Plan.Answer(new RequestOutcome.Saved(situation.lastSequence(), last, false)));
    }

    private static Plan saved(Draft draft, WorkflowContent content, Situation situation, UUID appendId) {
        SavedVersion version = new SavedVersion(situation.standing().lockVersion() + 1, content, situation.nowMillis());
        WorkflowSaved event = new WorkflowSaved(
                appendId,
                version,
                Normalised.paths(draft, content),
                UpdateBytes.ofChange(updateOf(draft, version, situation)));
        return Plan.Append.of(event, situation, ClaimedNames.of(content));
    }

    private static Optional<byte[]> updateOf(Draft draft, SavedVersion version, Situation situation) {
        DocumentHead head = new DocumentHead(situation.workflowId().value(), version.lockVersion(), null);
        return situation
                .edit(document -> {
                    Duplicates.removeFrom(document);
                    SaveMergeBack.mergeBack(document, draft, version.content(), head);
                    return document;
                })
                .update();
    }
}
