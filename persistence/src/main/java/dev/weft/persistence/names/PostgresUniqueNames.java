package dev.weft.persistence.names;

import dev.weft.engine.log.LogUnavailableException;
import dev.weft.engine.request.UniqueName;
import dev.weft.engine.request.UniqueNames;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.WorkflowId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Names in a table, whose key lets only one of two claims in. Safe for use by many threads and processes. */
public final class PostgresUniqueNames implements UniqueNames {

    private static final String HOLDER = """
            SELECT workflow_id, settled, (extract(epoch FROM clock_timestamp() - claimed_at) * 1000)::bigint AS age_millis
            FROM weft.unique_name
            WHERE project_id = :project AND kind = :kind AND value = :value
            """;

    private static final String CLAIM = """
            INSERT INTO weft.unique_name AS there (project_id, kind, value, workflow_id, sequence, settled)
            VALUES (:project, :kind, :value, :workflow, :sequence, :settled)
            ON CONFLICT (project_id, kind, value) DO UPDATE SET
                sequence = greatest(there.sequence, excluded.sequence),
                settled = there.settled OR excluded.settled
            WHERE there.workflow_id = excluded.workflow_id
            """;

    private static final String FREE = """
            DELETE FROM weft.unique_name AS there
            WHERE project_id = :project AND workflow_id = :workflow AND sequence <= :sequence
                AND NOT EXISTS (
                    SELECT FROM unnest(:kinds::text[], :values::text[]) AS kept (kind, value)
                    WHERE kept.kind = there.kind AND kept.value = there.value)
            """;

    private final JdbcClient client;
    private final TransactionTemplate transaction;

    public PostgresUniqueNames(DataSource dataSource) {
        client = JdbcClient.create(dataSource);
        transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    @Override
    public Optional<Holder> holderOf(ProjectId projectId, UniqueName name) {
        return reached(() -> client.sql(HOLDER)
                .param("project", projectId.value())
                .params(columns(name))
                .query((row, _) -> new Holder(
                        new WorkflowId(row.getObject("workflow_id", UUID.class)),
                        row.getBoolean("settled"),
                        row.getLong("age_millis")))
                .optional());
    }

    @Override
    public boolean claim(ProjectId projectId, WorkflowId workflowId, Set<UniqueName> names, long sequence) {
        return reached(() -> Boolean.TRUE.equals(transaction.execute(status -> {
            boolean all =
                    inOneOrder(names).stream().allMatch(name -> claim(projectId, workflowId, name, sequence, false));
            if (!all) {
                status.setRollbackOnly();
            }
            return all;
        })));
    }

    @Override
    public void settle(ProjectId projectId, WorkflowId workflowId, Set<UniqueName> names, long sequence) {
        List<Map<String, String>> kept =
                names.stream().map(PostgresUniqueNames::columns).toList();
        reached(() -> transaction.execute(_ -> {
            client.sql(FREE)
                    .param("project", projectId.value())
                    .param("workflow", workflowId.value())
                    .param("sequence", sequence)
                    .param("kinds", kept.stream().map(name -> name.get("kind")).toArray(String[]::new))
                    .param(
                            "values",
                            kept.stream().map(name -> name.get("value")).toArray(String[]::new))
                    .update();
            return inOneOrder(names).stream()
                    .filter(name -> claim(projectId, workflowId, name, sequence, true))
                    .count();
        }));
    }

    private boolean claim(ProjectId projectId, WorkflowId workflowId, UniqueName name, long sequence, boolean settled) {
        return client.sql(CLAIM)
                        .param("project", projectId.value())
                        .params(columns(name))
                        .param("workflow", workflowId.value())
                        .param("sequence", sequence)
                        .param("settled", settled)
                        .update()
                == 1;
    }

    /** Two that claim the same names in different orders would wait for each other. */
    private static List<UniqueName> inOneOrder(Set<UniqueName> names) {
        return names.stream()
                .sorted(Comparator.comparing(UniqueName::kind).thenComparing(UniqueName::value))
                .toList();
    }

    /** PostgreSQL's text can hold everything but U+0000. */
    private static Map<String, String> columns(UniqueName name) {
        return Map.of(
                "kind", name.kind().name().toLowerCase(Locale.ROOT),
                "value", name.value().replace('\0', '\uFFFD'));
    }

    private static <T> T reached(Supplier<T> question) {
        try {
            return question.get();
        } catch (DataAccessException | TransactionException e) {
            throw new LogUnavailableException("the table of names can't be reached", e);
        }
    }
}
