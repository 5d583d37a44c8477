package dev.weft.persistence.saved;

import static dev.weft.persistence.table.Column.OnConflict.KEEP;
import static dev.weft.persistence.table.Column.Type.BOOLEAN;
import static dev.weft.persistence.table.Column.Type.INTEGER;
import static dev.weft.persistence.table.Column.Type.JSON;
import static dev.weft.persistence.table.Column.Type.LONG;
import static dev.weft.persistence.table.Column.Type.TEXT;
import static dev.weft.persistence.table.Column.Type.TIME;
import static dev.weft.persistence.table.Column.Type.UUID;

import dev.weft.persistence.table.Column;
import dev.weft.persistence.table.ReadModel;
import dev.weft.persistence.table.Table;
import dev.weft.persistence.table.WorkflowFold;
import dev.weft.persistence.table.WorkflowOrigin;
import java.util.List;

/** Workflows as their last save left them, with their members. One that was never saved, or is purged, has no rows. */
public final class SavedWorkflowModel implements ReadModel {

    static final Table WORKFLOW = new Table(
            "workflow",
            List.of(
                    Column.of("id", UUID),
                    Column.of("project_id", UUID),
                    Column.of("name", TEXT),
                    Column.of("concurrency", INTEGER),
                    Column.of("enable_job_logs", BOOLEAN),
                    Column.of("positions", JSON),
                    Column.of("lock_version", INTEGER),
                    Column.of("deleted_at", TIME),
                    new Column("inserted_at", TIME, KEEP),
                    Column.of("updated_at", TIME),
                    Column.of("sequence", LONG),
                    Column.of("position", LONG)),
            1);

    static final Table JOB = new Table(
            "job",
            List.of(
                    Column.of("workflow_id", UUID),
                    Column.of("id", UUID),
                    Column.of("ordinal", INTEGER),
                    Column.of("name", TEXT),
                    Column.of("body", TEXT),
                    Column.of("adaptor", TEXT),
                    Column.of("project_credential_id", UUID),
                    Column.of("keychain_credential_id", UUID)),
            2);

    static final Table TRIGGER = new Table(
            "trigger",
            List.of(
                    Column.of("workflow_id", UUID),
                    Column.of("id", UUID),
                    Column.of("ordinal", INTEGER),
                    Column.of("type", TEXT),
                    Column.of("enabled", BOOLEAN),
                    Column.of("comment", TEXT),
                    Column.of("custom_path", TEXT),
                    Column.of("cron_expression", TEXT),
                    Column.of("cron_cursor_job_id", UUID),
                    Column.of("webhook_reply", TEXT),
                    Column.of("webhook_response_config", JSON),
                    Column.of("kafka_configuration", JSON)),
            2);

    static final Table EDGE = new Table(
            "edge",
            List.of(
                    Column.of("workflow_id", UUID),
                    Column.of("id", UUID),
                    Column.of("ordinal", INTEGER),
                    Column.of("source_job_id", UUID),
                    Column.of("source_trigger_id", UUID),
                    Column.of("target_job_id", UUID),
                    Column.of("condition_type", TEXT),
                    Column.of("condition_expression", TEXT),
                    Column.of("condition_label", TEXT),
                    Column.of("enabled", BOOLEAN)),
            2);

    @Override
    public String name() {
        return "workflow";
    }

    @Override
    public int format() {
        return 1;
    }

    @Override
    public List<Table> tables() {
        return List.of(WORKFLOW, JOB, TRIGGER, EDGE);
    }

    @Override
    public WorkflowFold resume(WorkflowOrigin origin, long nextSequence) {
        return new SavedWorkflowFold(origin, nextSequence);
    }
}
