package dev.weft.engine.request;

import dev.weft.engine.content.Field;
import dev.weft.engine.content.Section;
import dev.weft.engine.content.WorkflowContent;
import dev.weft.engine.content.WorkflowNames;
import dev.weft.engine.content.draft.Draft;
import dev.weft.engine.workflow.Lifecycle;
import dev.weft.engine.workflow.UpdateBytes;
import dev.weft.engine.workflow.WorkflowDeleted;
import dev.weft.engine.workflow.WorkflowPurged;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
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
        UpdateBytes update = ServerUpdate.of(
                        situation.copyOfDocument(),
                        document -> document.getMap(Section.WORKFLOW.root())
                                .set(
                                        Field.DELETED_AT,
                                        Instant.ofEpochMilli(situation.nowMillis())
                                                .toString()))
                .orElseGet(ServerUpdate::none);
        // Only what was saved has a name that others must not have.
        @Nullable WorkflowContent saved = Versions.last(situation);
        String deletedName = saved == null
                ? WorkflowNames.deleted(nameIn(situation), name -> false)
                : names.claimFirstFree(situation, taken -> WorkflowNames.deleted(saved.name(), taken));
        return Plan.Append.of(
                new WorkflowDeleted(appendId, deletedName, situation.nowMillis(), update),
                situation,
                saved == null ? null : Set.of(UniqueName.ofWorkflow(deletedName)));
    }

    private static String nameIn(Situation situation) {
        Object name = Draft.read(situation.copyOfDocument()).workflow().get(Field.NAME);
        return name instanceof String text ? text : WorkflowNames.UNTITLED;
    }

    Plan purge(Situation situation, UUID appendId) {
        if (situation.standing().lifecycle() != Lifecycle.DELETED) {
            return Plan.Answer.refused(
                    new RequestRefusal.InvalidState("only a deleted workflow can be purged: delete it first"));
        }
        return Plan.Append.of(new WorkflowPurged(appendId), situation, Set.of());
    }
}
