package dev.weft.engine.request;

import dev.weft.crdt.Doc;
import dev.weft.engine.content.Field;
import dev.weft.engine.content.WorkflowContent;
import dev.weft.engine.content.WorkflowNames;
import dev.weft.engine.content.document.DocumentHead;
import dev.weft.engine.content.merge.Reconciliation;
import dev.weft.engine.workflow.DeletedContent;
import dev.weft.engine.workflow.Lifecycle;
import dev.weft.engine.workflow.SavedVersion;
import dev.weft.engine.workflow.UpdateBytes;
import dev.weft.engine.workflow.WorkflowDeleted;
import dev.weft.engine.workflow.WorkflowPurged;
import dev.weft.engine.workflow.WorkflowRestored;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Delete, restore, purge. */
final class LifecyclePlans {
    private final ClaimedNames names;

    LifecyclePlans(ClaimedNames names) {
        this.names = names;
    }

    Plan delete(Situation situation, UUID appendId) {
        if (situation.standing().lifecycle() == Lifecycle.DELETED) {
            return Plan.Answer.refused(new RequestRefusal.WorkflowDeleted());
        }
        long now = situation.nowMillis();
        UpdateBytes update = updateOf(
                situation,
                document -> head(situation, situation.standing().lockVersion(), Instant.ofEpochMilli(now))
                        .writeTo(document));
        @Nullable SavedVersion saved = situation.lastVersion();
        if (saved == null) {
            // A name that was never saved is nobody's: others may have it, too.
            String name = WorkflowNames.deleted(draftName(situation), taken -> false);
            return Plan.Append.of(new WorkflowDeleted(appendId, name, now, update), situation, null);
        }
        String name = names.claimFirstFree(
                situation, isTaken -> WorkflowNames.deleted(saved.content().name(), isTaken));
        return Plan.Append.of(
                new WorkflowDeleted(appendId, name, now, update), situation, Set.of(UniqueName.ofWorkflow(name)));
    }

    private static String draftName(Situation situation) {
        return situation.draft().workflow().get(Field.NAME) instanceof String name ? name : WorkflowNames.UNTITLED;
    }

    Plan undelete(Situation situation, UUID appendId) {
        if (situation.standing().lifecycle() != Lifecycle.DELETED) {
            return Plan.Answer.refused(new RequestRefusal.InvalidState("the workflow is not deleted"));
        }
        @Nullable SavedVersion saved = situation.lastVersion();
        if (saved == null) {
            UpdateBytes update =
                    updateOf(situation, document -> head(situation, 0, null).writeTo(document));
            return Plan.Append.of(new WorkflowRestored(appendId, null, update), situation, null);
        }
        String name = names.claimFirstFree(
                situation, isTaken -> WorkflowNames.free(saved.content().name(), isTaken));
        // Nothing starts by itself that was asleep for long, and its paths may be somebody else's by now.
        WorkflowContent content = DeletedContent.of(saved.content(), name);
        SavedVersion version = new SavedVersion(saved.lockVersion() + 1, content, situation.nowMillis());
        UpdateBytes update = updateOf(
                situation,
                document -> Reconciliation.reconcile(
                        document, saved.content(), content, head(situation, version.lockVersion(), null)));
        return Plan.Append.of(
                new WorkflowRestored(appendId, version, update), situation, Set.of(UniqueName.ofWorkflow(name)));
    }

    Plan purge(Situation situation, UUID appendId) {
        if (situation.standing().lifecycle() != Lifecycle.DELETED) {
            return Plan.Answer.refused(
                    new RequestRefusal.InvalidState("only a deleted workflow can be purged: delete it first"));
        }
        return Plan.Append.of(new WorkflowPurged(appendId), situation, Set.of());
    }

    private static DocumentHead head(Situation situation, int lockVersion, @Nullable Instant deletedAt) {
        return new DocumentHead(situation.workflowId().value(), lockVersion, deletedAt);
    }

    private static UpdateBytes updateOf(Situation situation, Consumer<Doc> edit) {
        return UpdateBytes.ofChange(situation
                .edit(document -> {
                    edit.accept(document);
                    return document;
                })
                .update());
    }
}
