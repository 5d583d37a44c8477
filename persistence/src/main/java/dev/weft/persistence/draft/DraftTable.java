package dev.weft.persistence.draft;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes drafts, so that neither a replay nor a second process can put an older one over a newer one. */
final class DraftTable {

    private static final String UPSERT = """
            INSERT INTO weft.draft AS draft
                (workflow_id, project_id, name, content, sequence, position, edit_count, created_at, updated_at, lifecycle)
            VALUES (?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (workflow_id) DO UPDATE SET
                name = excluded.name,
                content = excluded.content,
                sequence = excluded.sequence,
                position = excluded.position,
                edit_count = excluded.edit_count,
                updated_at = excluded.updated_at,
                lifecycle = excluded.lifecycle
            WHERE (draft.sequence, draft.position) < (excluded.sequence, excluded.position)
            """;

    private final JdbcTemplate jdbc;

    DraftTable(DataSource dataSource) {
        jdbc = new JdbcTemplate(dataSource);
    }

    /**
     * Writes all in one round trip.
     *
     * @param position how far the log has been read
     */
    void write(List<Draft> drafts, long position) {
        jdbc.batchUpdate(UPSERT, drafts, drafts.size(), (statement, draft) -> set(statement, draft, position));
    }

    private static void set(PreparedStatement statement, Draft draft, long position) throws SQLException {
        statement.setObject(1, draft.workflowId().value());
        statement.setObject(2, draft.projectId().value());
        statement.setString(3, draft.name());
        statement.setString(4, draft.content());
        statement.setLong(5, draft.sequence());
        statement.setLong(6, position);
        statement.setLong(7, draft.editCount());
        statement.setObject(8, atUtc(draft.createdAt()));
        statement.setObject(9, atUtc(draft.updatedAt()));
        statement.setString(10, draft.lifecycle().text());
    }

    private static OffsetDateTime atUtc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
