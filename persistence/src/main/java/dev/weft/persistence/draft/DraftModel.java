package dev.weft.persistence.draft;

import static dev.weft.persistence.table.Column.OnConflict.ADD;
import static dev.weft.persistence.table.Column.OnConflict.KEEP;
import static dev.weft.persistence.table.Column.OnConflict.LATER;
import static dev.weft.persistence.table.Column.Type.JSON;
import static dev.weft.persistence.table.Column.Type.LONG;
import static dev.weft.persistence.table.Column.Type.TEXT;
import static dev.weft.persistence.table.Column.Type.TIME;
import static dev.weft.persistence.table.Column.Type.UUID;

import dev.weft.engine.host.DocumentCheckpoints;
import dev.weft.persistence.events.LoggedEvents;
import dev.weft.persistence.table.Column;
import dev.weft.persistence.table.ReadModel;
import dev.weft.persistence.table.Table;
import dev.weft.persistence.table.WorkflowFold;
import dev.weft.persistence.table.WorkflowOrigin;
import java.util.List;

/** The content of live documents, saved or not. A purged one keeps its row, as a tombstone without content. */
public final class DraftModel implements ReadModel {

    static final Table DRAFT = new Table(
            "draft",
            List.of(
                    Column.of("workflow_id", UUID),
                    new Column("project_id", UUID, KEEP),
                    Column.of("name", TEXT),
                    Column.of("lifecycle", TEXT),
                    Column.of("content", JSON),
                    Column.of("sequence", LONG),
                    Column.of("position", LONG),
                    new Column("edit_count", LONG, ADD),
                    new Column("created_at", TIME, KEEP),
                    new Column("updated_at", TIME, LATER)),
            1);

    private final LoggedEvents events;
    private final DocumentCheckpoints checkpoints;

    /** @param checkpoints that documents are taken up from; those of a fold that begins with the first event come from its events alone */
    public DraftModel(LoggedEvents events, DocumentCheckpoints checkpoints) {
        this.events = events;
        this.checkpoints = checkpoints;
    }

    @Override
    public String name() {
        return "draft";
    }

    @Override
    public int format() {
        return 1;
    }

    @Override
    public List<Table> tables() {
        return List.of(DRAFT);
    }

    @Override
    public WorkflowFold resume(WorkflowOrigin origin, long nextSequence) {
        return nextSequence == 0
                ? DraftFold.fromZero(origin)
                : DraftFold.resumed(origin, nextSequence, events, checkpoints);
    }
}
