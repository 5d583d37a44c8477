package dev.weft.persistence.events;

import dev.weft.engine.log.LogUnavailableException;
import dev.weft.engine.log.StreamLengths;
import dev.weft.engine.workflow.WorkflowId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;

/** One descent in the index of (stream, sequence) for each stream, however long the streams are. */
final class PostgresStreamLengths implements StreamLengths {

    private static final String LENGTHS = """
            SELECT stream.id, last.sequence + 1 AS length
            FROM unnest(?::uuid[]) AS asked (id)
            JOIN weft.stream ON stream.id = asked.id
            CROSS JOIN LATERAL
                (SELECT sequence FROM weft.event WHERE event.stream = stream.key ORDER BY sequence DESC LIMIT 1) AS last
            """;

    private final JdbcClient client;

    PostgresStreamLengths(DataSource dataSource) {
        client = JdbcClient.create(dataSource);
    }

    @Override
    public Map<WorkflowId, Long> lengthsOf(Collection<WorkflowId> workflowIds) {
        if (workflowIds.isEmpty()) {
            return Map.of();
        }
        UUID[] streams = workflowIds.stream().map(WorkflowId::value).toArray(UUID[]::new);
        var lengths = new HashMap<WorkflowId, Long>();
        try {
            client.sql(LENGTHS).param(streams).query(row -> {
                lengths.put(new WorkflowId(row.getObject("id", UUID.class)), row.getLong("length"));
            });
        } catch (DataAccessException | TransactionException e) {
            throw new LogUnavailableException("can't read the lengths of " + streams.length + " streams", e);
        }
        return lengths;
    }
}
