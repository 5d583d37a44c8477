package dev.weft.api.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.weft.engine.workflow.AppendedUpdate;
import dev.weft.engine.workflow.UpdatesAppended;
import dev.weft.engine.workflow.WorkflowCreated;
import dev.weft.engine.workflow.WorkflowEvent;
import dev.weft.engine.workflow.WorkflowRejoined;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an event holds, as JSON. Updates are of format 1, in base64, exactly as they were received. */
sealed interface EventPayload {

    static EventPayload of(WorkflowEvent event) {
        return switch (event) {
            case WorkflowCreated created ->
                new Created(
                        created.workflowId().toString(),
                        created.projectId().toString(),
                        created.name(),
                        created.lockVersion(),
                        created.seed().bytes());
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

    /**
     * {@code workflow-created}.
     *
     * @param seed the update that made the document
     */
    record Created(String workflowId, String projectId, String name, int lockVersion, byte[] seed)
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

    /** One update and where it came from. */
    record Update(
            byte[] update,
            String principal,
            String session,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String tool,

            Instant receivedAt) {

        static Update of(AppendedUpdate appended) {
            return new Update(
                    appended.update().bytes(),
                    appended.principal(),
                    appended.session().value(),
                    appended.tool(),
                    Instant.ofEpochMilli(appended.receivedAtMillis()));
        }
    }
}
