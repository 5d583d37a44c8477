package dev.weft.persistence.draft;

import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.WorkflowId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lists the workflows of a project that are not deleted, those edited last first. Safe for use by many threads. */
public final class WorkflowListing {

    /** Most workflows on one page. */
    public static final int MAX_LIMIT = 500;

    private static final String COLUMNS =
            "SELECT workflow_id, project_id, name, created_at, updated_at, edit_count, sequence FROM weft.draft";
    private static final String ORDER = " ORDER BY updated_at DESC, workflow_id LIMIT :limit";

    private final JdbcClient client;

    public WorkflowListing(DataSource dataSource) {
        client = JdbcClient.create(dataSource);
    }

    /**
     * @param limit most workflows to return, 1 to {@value #MAX_LIMIT}
     * @param after where the page before ended, or nothing for the first
     */
    public Page list(ProjectId projectId, int limit, Optional<Cursor> after) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit must be 1 to " + MAX_LIMIT + ", but was " + limit);
        }
        // One more than asked for tells whether there is a next page.
        List<WorkflowSummary> found = after.map(cursor -> client.sql(COLUMNS
                                + " WHERE project_id = :project AND lifecycle = 'active' AND (updated_at < :time OR (updated_at = :time AND workflow_id > :id))"
                                + ORDER)
                        .param("time", cursor.updatedAt().atOffset(ZoneOffset.UTC))
                        .param("id", cursor.workflowId().value()))
                .orElseGet(() -> client.sql(COLUMNS + " WHERE project_id = :project AND lifecycle = 'active'" + ORDER))
                .param("project", projectId.value())
                .param("limit", limit + 1)
                .query(WorkflowListing::summary)
                .list();
        if (found.size() <= limit) {
            return new Page(found, null);
        }
        WorkflowSummary last = found.get(limit - 1);
        return new Page(found.subList(0, limit), new Cursor(last.updatedAt(), last.workflowId()));
    }

    /** One workflow; empty if it never existed, or was created so recently that the read model doesn't have it. */
    public Optional<WorkflowSummary> find(WorkflowId workflowId) {
        return client.sql(COLUMNS + " WHERE workflow_id = ?")
                .param(workflowId.value())
                .query(WorkflowListing::summary)
                .optional();
    }

    private static WorkflowSummary summary(ResultSet row, int rowNumber) throws SQLException {
        return new WorkflowSummary(
                new WorkflowId(row.getObject("workflow_id", UUID.class)),
                new ProjectId(row.getObject("project_id", UUID.class)),
                row.getString("name"),
                instant(row, "created_at"),
                instant(row, "updated_at"),
                row.getLong("edit_count"),
                row.getLong("sequence"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /**
     * Some workflows, in order.
     *
     * @param next where the next page begins; null at the end
     */
    public record Page(
            List<WorkflowSummary> workflows, @Nullable Cursor next) {
        public Page {
            workflows = List.copyOf(workflows);
        }
    }

    /**
     * A place in a listing. It stays valid while workflows change; one that is edited meanwhile moves to the front, and is not seen again.
     */
    public record Cursor(Instant updatedAt, WorkflowId workflowId) {

        /** Reads what {@link #toString()} wrote; empty for anything else. */
        public static Optional<Cursor> parse(String text) {
            int separator = text.indexOf('~');
            if (separator < 0) {
                return Optional.empty();
            }
            try {
                Instant updatedAt = Instant.ofEpochMilli(Long.parseLong(text, 0, separator, 10));
                return WorkflowId.parse(text.substring(separator + 1)).map(id -> new Cursor(updatedAt, id));
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }

        /** Text for a URL: milliseconds since 1970, a tilde, the workflow's id. */
        @Override
        public String toString() {
            return updatedAt.toEpochMilli() + "~" + workflowId;
        }
    }
}
