package dev.weft.persistence.readmodel;

import dev.weft.engine.workflow.WorkflowId;
import dev.weft.persistence.events.LoggedEvent;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How far each workflow is in the rows of a read model, and whether it is parked there; in the same schema as the rows.
 *
 * <p>Safe for use by many threads; each call is in its caller's transaction.
 */
final class ProgressTable {

    static final String PROGRESS = "read_model_progress";
    static final String DEAD_LETTERS = "dead_letter";

    private final JdbcTemplate jdbc;
    private final String schema;

    /**
     * Where a workflow is.
     *
     * @param sequence of the last event in the rows; −1 for none
     * @param isParked whether an event after that can't be taken
     */
    record Place(long sequence, boolean isParked) {
        static final Place BEGINNING = new Place(-1, false);
    }

    /** The last event of a workflow that is in the rows. */
    record Reached(WorkflowId workflowId, long sequence, long position) {}

    ProgressTable(DataSource dataSource, String schema) {
        jdbc = new JdbcTemplate(dataSource);
        this.schema = schema;
    }

    /** Of those that have begun. */
    Map<WorkflowId, Place> places(String model, Collection<WorkflowId> workflows) {
        Map<WorkflowId, Place> places = new HashMap<>();
        jdbc.query(
                "SELECT id, coalesce(progress.sequence, -1), parked.model IS NOT NULL FROM unnest(?) AS asked (id)"
                        + " LEFT JOIN " + schema + "." + PROGRESS
                        + " AS progress ON progress.model = ? AND progress.workflow_id = id"
                        + " LEFT JOIN " + schema + "." + DEAD_LETTERS
                        + " AS parked ON parked.model = ? AND parked.workflow_id = id",
                statement -> {
                    UUID[] ids = workflows.stream().map(WorkflowId::value).toArray(UUID[]::new);
                    statement.setArray(1, statement.getConnection().createArrayOf("uuid", ids));
                    statement.setString(2, model);
                    statement.setString(3, model);
                },
                row -> {
                    places.put(
                            new WorkflowId(row.getObject(1, UUID.class)), new Place(row.getLong(2), row.getBoolean(3)));
                });
        return places;
    }

    Place place(String model, WorkflowId workflowId) {
        return places(model, List.of(workflowId)).getOrDefault(workflowId, Place.BEGINNING);
    }

    void reached(String model, List<Reached> all) {
        if (all.isEmpty()) {
            return;
        }
        jdbc.update(
                "INSERT INTO " + schema + "." + PROGRESS + " (model, workflow_id, sequence, position)"
                        + " SELECT ?, id, sequence, position FROM unnest(?, ?, ?) AS reached (id, sequence, position)"
                        + " ON CONFLICT (model, workflow_id) DO UPDATE"
                        + " SET sequence = excluded.sequence, position = excluded.position",
                statement -> {
                    var connection = statement.getConnection();
                    statement.setString(1, model);
                    statement.setArray(
                            2,
                            connection.createArrayOf(
                                    "uuid",
                                    all.stream()
                                            .map(reached -> reached.workflowId().value())
                                            .toArray()));
                    statement.setArray(
                            3,
                            connection.createArrayOf(
                                    "bigint",
                                    all.stream().map(Reached::sequence).toArray()));
                    statement.setArray(
                            4,
                            connection.createArrayOf(
                                    "bigint",
                                    all.stream().map(Reached::position).toArray()));
                });
    }

    /** Parks a workflow before an event. */
    void park(String model, LoggedEvent event, @Nullable UUID projectId, String error) {
        jdbc.update(
                "INSERT INTO " + schema + "." + DEAD_LETTERS
                        + " (model, workflow_id, project_id, sequence, position, error) VALUES (?, ?, ?, ?, ?, ?)",
                model,
                event.workflowId().value(),
                projectId,
                event.sequence(),
                event.position(),
                error);
    }
}
