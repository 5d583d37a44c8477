package dev.weft.api.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.weft.api.doc.UpdateOutline;
import dev.weft.crdt.update.UpdateFormat;
import dev.weft.crdt.update.Updates;
import dev.weft.engine.content.WorkflowContent;
import dev.weft.engine.content.merge.MergeConflict;
import dev.weft.engine.workflow.AppendedUpdate;
import dev.weft.engine.workflow.SavedVersion;
import dev.weft.engine.workflow.UpdateBytes;
import dev.weft.engine.workflow.UpdatesAppended;
import dev.weft.engine.workflow.WorkflowCreated;
import dev.weft.engine.workflow.WorkflowDeleted;
import dev.weft.engine.workflow.WorkflowEvent;
import dev.weft.engine.workflow.WorkflowPurged;
import dev.weft.engine.workflow.WorkflowReconciled;
import dev.weft.engine.workflow.WorkflowRejoined;
import dev.weft.engine.workflow.WorkflowReset;
import dev.weft.engine.workflow.WorkflowRestored;
import dev.weft.engine.workflow.WorkflowSaved;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an event holds, as JSON. Updates are of format 1, in base64 exactly as they were received,
 * and decoded beside that. */
sealed interface EventPayload {

    static EventPayload of(WorkflowEvent event) {
        return switch (event) {
            case WorkflowCreated created ->
                new Created(
                        created.workflowId().toString(),
                        created.projectId().toString(),
                        created.name(),
                        created.lockVersion(),
                        created.seed().bytes(),
                        decoded(created.seed()));
            case WorkflowRejoined rejoined ->
                new Rejoined(
                        rejoined.claimed().text(),
                        rejoined.resolved().text(),
                        rejoined.session().value());
            case UpdatesAppended appended ->
                new Appended(
                        appended.appendId().toString(),
                        appended.updates().stream().map(Update::of).toList());
            case WorkflowSaved saved ->
                new Saved(
                        saved.appendId().toString(),
                        Version.of(saved.version()),
                        saved.normalised(),
                        saved.update().bytes(),
                        decoded(saved.update()));
            case WorkflowReset reset ->
                new Reset(
                        reset.appendId().toString(),
                        reset.toVersion(),
                        reset.toSequence(),
                        reset.update().bytes(),
                        decoded(reset.update()));
            case WorkflowReconciled reconciled ->
                new Reconciled(
                        reconciled.appendId().toString(),
                        Version.of(reconciled.version()),
                        reconciled.source(),
                        reconciled.conflicts(),
                        reconciled.update().bytes(),
                        decoded(reconciled.update()));
            case WorkflowDeleted deleted ->
                new Deleted(
                        deleted.appendId().toString(),
                        deleted.name(),
                        Instant.ofEpochMilli(deleted.deletedAtMillis()),
                        deleted.update().bytes(),
                        decoded(deleted.update()));
            case WorkflowRestored restored ->
                new Restored(
                        restored.appendId().toString(),
                        restored.newVersion().map(Version::of).orElse(null),
                        restored.update().bytes(),
                        decoded(restored.update()));
            case WorkflowPurged purged -> new Purged(purged.appendId().toString());
        };
    }

    private static String decoded(UpdateBytes update) {
        return UpdateOutline.json(Updates.decode(update.bytes(), UpdateFormat.V1));
    }

    /**
     * {@code workflow-created}.
     *
     * @param seed the update that made the document
     * @param decoded the same as {@link UpdateOutline} shows it
     */
    record Created(
            String workflowId,
            String projectId,
            String name,
            int lockVersion,
            byte[] seed,
            @JsonRawValue String decoded)
            implements EventPayload {}

    /**
     * {@code workflow-rejoined}.
     *
     * @param claimed action that the joiner asked for
     * @param resolved what it turned out to be
     */
    record Rejoined(String claimed, String resolved, String session) implements EventPayload {}

    /** {@code updates-appended}. */
    record Appended(String appendId, List<Update> updates) implements EventPayload {}

    /**
     * {@code workflow-saved}.
     *
     * @param normalised paths of the values that the server changed before it saved them
     */
    record Saved(
            String appendId,
            Version version,
            List<String> normalised,
            byte[] update,
            @JsonRawValue String decoded) implements EventPayload {}

    /** {@code workflow-reset}: to a version, or to the state after an event. */
    record Reset(
            String appendId,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Integer toVersion,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long toSequence,

            byte[] update,
            @JsonRawValue String decoded)
            implements EventPayload {}

    /** {@code workflow-reconciled}. */
    record Reconciled(
            String appendId,
            Version version,
            String source,
            List<MergeConflict> conflicts,
            byte[] update,
            @JsonRawValue String decoded)
            implements EventPayload {}

    /** {@code workflow-deleted}. */
    record Deleted(
            String appendId,
            String name,
            Instant deletedAt,
            byte[] update,
            @JsonRawValue String decoded) implements EventPayload {}

    /** {@code workflow-restored}. */
    record Restored(
            String appendId,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Version version,

            byte[] update,
            @JsonRawValue String decoded)
            implements EventPayload {}

    /** {@code workflow-purged}. */
    record Purged(String appendId) implements EventPayload {}

    /** One version in full. */
    record Version(int lockVersion, WorkflowContent content, Instant savedAt) {

        static Version of(SavedVersion version) {
            return new Version(version.lockVersion(), version.content(), Instant.ofEpochMilli(version.savedAtMillis()));
        }
    }

    /**
     * One update and where it came from.
     *
     * @param decoded the same as {@link UpdateOutline} shows it
     */
    record Update(
            byte[] update,
            @JsonRawValue String decoded,
            String principal,
            String session,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String tool,

            Instant receivedAt) {

        static Update of(AppendedUpdate appended) {
            return new Update(
                    appended.update().bytes(),
                    EventPayload.decoded(appended.update()),
                    appended.principal(),
                    appended.session().value(),
                    appended.tool(),
                    Instant.ofEpochMilli(appended.receivedAtMillis()));
        }
    }
}
