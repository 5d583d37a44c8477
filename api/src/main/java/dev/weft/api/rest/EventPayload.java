package dev.weft.api.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.weft.api.doc.UpdateOutline;
import dev.weft.crdt.update.UpdateFormat;
import dev.weft.crdt.update.Updates;
import dev.weft.engine.workflow.AppendedUpdate;
import dev.weft.engine.workflow.UpdateBytes;
import dev.weft.engine.workflow.UpdatesAppended;
import dev.weft.engine.workflow.WorkflowCreated;
import dev.weft.engine.workflow.WorkflowEvent;
import dev.weft.engine.workflow.WorkflowRejoined;
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
