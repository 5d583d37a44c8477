package dev.weft.persistence.access;

import dev.weft.engine.access.ProjectRoster;
import dev.weft.engine.access.Role;
import dev.weft.engine.workflow.ProjectId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The SQL of projects and memberships. Joins the transaction of its thread, if there is one. */
final class ProjectTables {

    private static final String PROJECT =
            "SELECT id, name, concurrency, allow_support_access, created_at FROM weft.project";

    private final JdbcClient client;

    ProjectTables(DataSource dataSource) {
        client = JdbcClient.create(dataSource);
    }

    /** @param forChange keeps others from changing project or members until the transaction ends */
    Optional<ProjectRoster> roster(ProjectId project, boolean forChange) {
        return client.sql("SELECT scheduled_deletion IS NOT NULL, allow_support_access FROM weft.project WHERE id = ?"
                        + (forChange ? " FOR UPDATE" : ""))
                .param(project.value())
                .query((row, _) -> new ProjectRoster(row.getBoolean(1), row.getBoolean(2), roles(project)))
                .optional();
    }

    private Map<String, Role> roles(ProjectId project) {
        Map<String, Role> roles = new HashMap<>();
        members(project).forEach(member -> roles.put(member.principal(), member.role()));
        return roles;
    }

    List<Membership> members(ProjectId project) {
        return client.sql("SELECT principal, role FROM weft.membership WHERE project_id = ? ORDER BY principal")
                .param(project.value())
                .query((row, _) -> new Membership(row.getString(1), role(row.getString(2))))
                .list();
    }

    Optional<Project> find(ProjectId project) {
        return client.sql(PROJECT + " WHERE id = ? AND scheduled_deletion IS NULL")
                .param(project.value())
                .query(ProjectTables::project)
                .optional();
    }

    List<Project> ofMember(String principal, int limit) {
        return client.sql(PROJECT + " JOIN weft.membership ON project_id = id"
                        + " WHERE principal = ? AND scheduled_deletion IS NULL ORDER BY name, id LIMIT ?")
                .param(principal)
                .param(limit)
                .query(ProjectTables::project)
                .list();
    }

    /** Does nothing if it is there. */
    void insert(ProjectId project, String name) {
        client.sql("INSERT INTO weft.project (id, name) VALUES (?, ?) ON CONFLICT DO NOTHING")
                .param(project.value())
                .param(name)
                .update();
    }

    void update(ProjectId project, String name, @Nullable Integer concurrency, boolean allowsSupportAccess) {
        client.sql("UPDATE weft.project SET name = ?, concurrency = ?, allow_support_access = ? WHERE id = ?")
                .param(name)
                .param(concurrency)
                .param(allowsSupportAccess)
                .param(project.value())
                .update();
    }

    void scheduleDeletion(ProjectId project, Instant when) {
        client.sql("UPDATE weft.project SET scheduled_deletion = ? WHERE id = ?")
                .param(when.atOffset(ZoneOffset.UTC))
                .param(project.value())
                .update();
    }

    void setRole(ProjectId project, String principal, Role role) {
        client.sql("INSERT INTO weft.membership (project_id, principal, role) VALUES (?, ?, ?)"
                        + " ON CONFLICT (project_id, principal) DO UPDATE SET role = excluded.role")
                .param(project.value())
                .param(principal)
                .param(role.text())
                .update();
    }

    void remove(ProjectId project, String principal) {
        client.sql("DELETE FROM weft.membership WHERE project_id = ? AND principal = ?")
                .param(project.value())
                .param(principal)
                .update();
    }

    /** Tells all processes, once the transaction has committed. */
    void tellOfChange(ProjectId project) {
        client.sql("SELECT pg_notify(?, ?)")
                .param(PostgresProjectAccess.CHANNEL)
                .param(project.toString())
                .query((row, _) -> project)
                .single();
    }

    private static Project project(ResultSet row, int rowNumber) throws SQLException {
        return new Project(
                new ProjectId(row.getObject("id", UUID.class)),
                row.getString("name"),
                row.getObject("concurrency", Integer.class),
                row.getBoolean("allow_support_access"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    private static Role role(String text) {
        return Role.parse(text).orElseThrow(() -> new IllegalStateException("role in table membership: " + text));
    }
}
