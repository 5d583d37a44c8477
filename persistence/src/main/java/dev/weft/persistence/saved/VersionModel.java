package dev.weft.persistence.saved;

import static dev.weft.persistence.table.Column.Type.INTEGER;
import static dev.weft.persistence.table.Column.Type.JSON;
import static dev.weft.persistence.table.Column.Type.LONG;
import static dev.weft.persistence.table.Column.Type.TEXT;
import static dev.weft.persistence.table.Column.Type.TIME;
import static dev.weft.persistence.table.Column.Type.UUID;

import dev.weft.engine.workflow.EventMetadata;
import dev.weft.engine.workflow.WorkflowEventType;
import dev.weft.engine.workflow.WorkflowPurged;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** All versions of all workflows that are not purged, each in full. */
public final class VersionModel implements ReadModel {

    private static final Table VERSION = new Table(
            "workflow_version",
            List.of(
                    Column.of("workflow_id", UUID),
                    Column.of("lock_version", INTEGER),
                    Column.of("project_id", UUID),
                    Column.of("made_by", TEXT),
                    Column.of("principal", TEXT),
                    Column.of("tool", TEXT),
                    Column.of("content", JSON),
                    Column.of("saved_at", TIME),
                    Column.of("sequence", LONG),
                    Column.of("position", LONG)),
            2);

    @Override
    public String name() {
        return "workflow_version";
    }

    @Override
    public int format() {
        return 1;
    }

    @Override
    public List<Table> tables() {
        return List.of(VERSION);
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
            if (logged.event() instanceof WorkflowPurged) {
                changes.accept(new RowChange.Clear(VERSION));
            }
            logged.event().newVersion().ifPresent(version -> {
                Map<String, String> metadata = logged.metadata();
                changes.accept(new RowChange.Put(
                        VERSION,
                        Row.of(
                                origin.workflowId().value(),
                                version.lockVersion(),
                                origin.projectId().value(),
                                WorkflowEventType.of(logged.event()).storedName(),
                                StorableText.ofNullable(metadata.get(EventMetadata.PRINCIPAL)),
                                StorableText.ofNullable(metadata.get(EventMetadata.TOOL)),
                                ContentJson.of(ContentJson.withoutPasswords(version.content())),
                                Instant.ofEpochMilli(version.savedAtMillis()),
                                logged.sequence(),
                                logged.position())));
            });
        }
    }
}
