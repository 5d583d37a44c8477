package dev.weft.persistence.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import dev.weft.engine.host.DocumentCheckpoint;
import dev.weft.engine.host.DocumentCheckpoints;
import dev.weft.engine.log.EventLog;
import dev.weft.engine.log.LogUnavailableException;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.engine.workflow.WorkflowStanding;
import java.io.IOException;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;

/**
 * Checkpoints of documents, in {@code weft.checkpoint}: of each the newest, and older ones at intervals ({@link CheckpointSpacing}), so that past states
 * are near one. One is used only if it is whole (a digest tells), of the format that this build writes, and made from the very event that the log has
 * at its sequence (the event's hash tells).
 *
 * <p>Safe for use by many threads.
 */
public final class PostgresCheckpoints implements DocumentCheckpoints {

    /** A new one whenever {@link WorkflowStanding} changes its shape, or what is folded into either part. */
    static final int FORMAT = 1;

    private static final String STORE = """
            INSERT INTO weft.checkpoint
                (stream, sequence, event_hash, format, is_kept, update_bytes, standing, document, digest)
            SELECT event.stream, event.sequence, event.hash, :format, :isKept, :updateBytes, :standing, :document, :digest
            FROM weft.event JOIN weft.stream ON stream.key = event.stream
            WHERE stream.id = :workflow AND event.sequence = :sequence
            ON CONFLICT (stream, sequence) DO UPDATE SET
                event_hash = excluded.event_hash,
                format = excluded.format,
                is_kept = excluded.is_kept,
                update_bytes = excluded.update_bytes,
                standing = excluded.standing,
                document = excluded.document,
                digest = excluded.digest
            """;

    /** Older ones that aren't kept, and what no build that reads this format over this log can use. */
    private static final String CLEAR = """
            DELETE FROM weft.checkpoint
            WHERE stream = (SELECT key FROM weft.stream WHERE id = :workflow)
              AND (sequence < :sequence AND NOT is_kept
                   OR format <> :format
                   OR NOT EXISTS (
                       SELECT FROM weft.event
                       WHERE event.stream = checkpoint.stream
                         AND event.sequence = checkpoint.sequence
                         AND event.hash = checkpoint.event_hash))
            """;

    private static final String LAST_KEPT = """
            SELECT sequence, update_bytes FROM weft.checkpoint
            WHERE stream = (SELECT key FROM weft.stream WHERE id = :workflow)
              AND is_kept AND format = :format AND sequence < :sequence
            ORDER BY sequence DESC LIMIT 1
            """;

    /** A row, by the id of the workflow. */
    static final String SELECT = """
            SELECT checkpoint.sequence, checkpoint.format, checkpoint.is_kept, checkpoint.update_bytes,
                   checkpoint.standing, checkpoint.document, checkpoint.digest,
                   coalesce(event.hash = checkpoint.event_hash, false) AS is_of_this_log
            FROM weft.checkpoint
            LEFT JOIN weft.event ON event.stream = checkpoint.stream AND event.sequence = checkpoint.sequence
            WHERE checkpoint.stream = (SELECT key FROM weft.stream WHERE id = ?)
            """;

    private static final String NEWEST =
            SELECT + " AND checkpoint.sequence < ? ORDER BY checkpoint.sequence DESC LIMIT 1";

    private final JdbcClient client;
    private final CheckpointSpacing spacing;
    private final ObjectWriter writer;
    private final ObjectReader reader;

    public PostgresCheckpoints(DataSource dataSource) {
        this(dataSource, CheckpointSpacing.defaults());
    }

    PostgresCheckpoints(DataSource dataSource, CheckpointSpacing spacing) {
        this.spacing = spacing;
        client = JdbcClient.create(dataSource);
        CBORMapper cbor = new CBORMapper();
        writer = cbor.writerFor(WorkflowStanding.class);
        reader = cbor.readerFor(WorkflowStanding.class);
    }

    @Override
    public Optional<DocumentCheckpoint> newest(WorkflowId workflowId, long mostEvents) {
        try {
            Optional<StoredCheckpoint> stored = before(workflowId, mostEvents);
            while (stored.isPresent()) {
                Optional<DocumentCheckpoint> usable = usable(workflowId, stored.get());
                if (usable.isPresent()) {
                    return usable;
                }
                stored = before(workflowId, stored.get().sequence());
            }
            return Optional.empty();
        } catch (DataAccessException | TransactionException e) {
            throw new LogUnavailableException("can't read the checkpoints of workflow " + workflowId, e);
        }
    }

    private Optional<StoredCheckpoint> before(WorkflowId workflowId, long sequence) {
        return client.sql(NEWEST)
                .param(workflowId.value())
                .param(sequence)
                .query((row, number) -> StoredCheckpoint.of(row))
                .optional();
    }

    private Optional<DocumentCheckpoint> usable(WorkflowId workflowId, StoredCheckpoint stored) {
        Optional<String> defect = stored.defect();
        if (defect.isEmpty()) {
            try {
                return Optional.of(new DocumentCheckpoint(
                        stored.sequence() + 1,
                        reader.readValue(stored.standing()),
                        stored.updateBytes(),
                        stored.document()));
            } catch (IOException e) {
                defect = Optional.of("it can't be decoded: " + e.getMessage());
            }
        }
        DocumentCheckpoints.passedOver(workflowId, defect.get());
        return Optional.empty();
    }

    /** Folds a document to the end of its stream and stores what it is there, and on the way what is to be kept; empty if the id never existed. */
    public Optional<DocumentCheckpoint> renewed(WorkflowId workflowId, EventLog eventLog) {
        Optional<DocumentCheckpoint> newest =
                fold(workflowId, eventLog, spacing.stride(), onTheWay -> store(workflowId, onTheWay));
        newest.ifPresent(checkpoint -> store(workflowId, checkpoint));
        return newest;
    }

    /** Stores a checkpoint in the place of those before it that aren't kept, unless there is a newer one and this isn't to be kept. */
    public void store(WorkflowId workflowId, DocumentCheckpoint checkpoint) {
        boolean isKept = isToBeKept(workflowId, checkpoint);
        if (!isKept
                && newest(workflowId)
                        .filter(newest -> newest.nextSequence() > checkpoint.nextSequence())
                        .isPresent()) {
            return;
        }
        byte[] standing;
        try {
            standing = writer.writeValueAsBytes(checkpoint.standing());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("where workflow " + workflowId + " stands can't be encoded", e);
        }
        client.sql(STORE)
                .param("workflow", workflowId.value())
                .param("sequence", checkpoint.nextSequence() - 1)
                .param("format", FORMAT)
                .param("isKept", isKept)
                .param("updateBytes", checkpoint.updateBytes())
                .param("standing", standing)
                .param("document", checkpoint.update())
                .param(
                        "digest",
                        StoredCheckpoint.digest(isKept, checkpoint.updateBytes(), standing, checkpoint.update()))
                .update();
        client.sql(CLEAR)
                .param("workflow", workflowId.value())
                .param("sequence", checkpoint.nextSequence() - 1)
                .param("format", FORMAT)
                .update();
    }

    private boolean isToBeKept(WorkflowId workflowId, DocumentCheckpoint checkpoint) {
        return client.sql(LAST_KEPT)
                .param("workflow", workflowId.value())
                .param("sequence", checkpoint.nextSequence() - 1)
                .param("format", FORMAT)
                .query((row, number) ->
                        spacing.keeps(checkpoint, row.getLong("sequence") + 1, row.getLong("update_bytes")))
                .optional()
                .orElseGet(() -> spacing.keeps(checkpoint, 0, 0));
    }
}
