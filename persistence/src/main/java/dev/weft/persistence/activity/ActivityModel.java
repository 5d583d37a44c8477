package dev.weft.persistence.activity;

import static dev.weft.persistence.table.Column.OnConflict.ADD;
import static dev.weft.persistence.table.Column.OnConflict.KEEP;
import static dev.weft.persistence.table.Column.OnConflict.LATER;
import static dev.weft.persistence.table.Column.Type.LONG;
import static dev.weft.persistence.table.Column.Type.TEXT;
import static dev.weft.persistence.table.Column.Type.TIME;
import static dev.weft.persistence.table.Column.Type.UUID;

import dev.weft.engine.workflow.AppendedUpdate;
import dev.weft.engine.workflow.EventMetadata;
import dev.weft.engine.workflow.UpdatesAppended;
import dev.weft.engine.workflow.WorkflowEvent;
import dev.weft.engine.workflow.WorkflowEventType;
import dev.weft.persistence.events.LoggedEvent;
import dev.weft.persistence.table.Column;
import dev.weft.persistence.table.EventFold;
import dev.weft.persistence.table.ReadModel;
import dev.weft.persistence.table.Row;
import dev.weft.persistence.table.RowChange;
import dev.weft.persistence.table.StorableText;
import dev.weft.persistence.table.Table;
import dev.weft.persistence.table.WorkflowFold;
import dev.weft.persistence.table.WorkflowOrigin;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who did what to which workflow, minute by minute. Typing is thousands of events, and a row for each would be the log again.
 *
 * <p>Holds no content, so that it may outlive a purge: it tells who purged.
 */
public final class ActivityModel implements ReadModel {

    private static final Table ACTIVITY = new Table(
            "activity",
            List.of(
                    Column.of("workflow_id", UUID),
                    Column.of("type", TEXT),
                    Column.of("principal", TEXT),
                    Column.of("session", TEXT),
                    Column.of("tool", TEXT),
                    Column.of("minute", TIME),
                    Column.of("project_id", UUID),
                    new Column("count", LONG, ADD),
                    new Column("first_sequence", LONG, KEEP),
                    Column.of("last_sequence", LONG),
                    new Column("first_at", TIME, KEEP),
                    new Column("last_at", TIME, LATER)),
            6);

    @Override
    public String name() {
        return "activity";
    }

    @Override
    public int format() {
        return 1;
    }

    @Override
    public List<Table> tables() {
        return List.of(ACTIVITY);
    }

    @Override
    public WorkflowFold resume(WorkflowOrigin origin, long nextSequence) {
        return new Fold(origin, nextSequence);
    }

    private static final class Fold extends EventFold {

        Fold(WorkflowOrigin origin, long nextSequence) {
            super(origin, nextSequence);
        }

        @Override
        protected void take(LoggedEvent logged, Consumer<RowChange> changes) {
            WorkflowEvent event = logged.event();
            if (event instanceof UpdatesAppended appended) {
                for (AppendedUpdate update : appended.updates()) {
                    changes.accept(did(
                            logged, event, update.principal(), update.session().value(), update.tool()));
                }
            } else {
                Map<String, String> metadata = logged.metadata();
                changes.accept(did(
                        logged,
                        event,
                        metadata.get(EventMetadata.PRINCIPAL),
                        metadata.get(EventMetadata.SESSION),
                        metadata.get(EventMetadata.TOOL)));
            }
        }

        private RowChange did(
                LoggedEvent logged,
                WorkflowEvent event,
                @Nullable String principal,
                @Nullable String session,
                @Nullable String tool) {
            return new RowChange.Put(
                    ACTIVITY,
                    Row.of(
                            origin.workflowId().value(),
                            WorkflowEventType.of(event).storedName(),
                            orEmpty(principal),
                            orEmpty(session),
                            orEmpty(tool),
                            logged.time().truncatedTo(ChronoUnit.MINUTES),
                            origin.projectId().value(),
                            1L,
                            logged.sequence(),
                            logged.sequence(),
                            logged.time(),
                            logged.time()));
        }

        private static String orEmpty(@Nullable String text) {
            return text == null ? "" : StorableText.of(text);
        }
    }
}
