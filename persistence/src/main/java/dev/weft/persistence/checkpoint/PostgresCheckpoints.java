package dev.weft.persistence.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import dev.weft.engine.host.DocumentCheckpoint;
import dev.weft.engine.host.DocumentCheckpoints;
import dev.weft.engine.log.LogUnavailableException;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.engine.workflow.WorkflowStanding;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;

/**
 * The newest checkpoint of each document, in {@code weft.checkpoint}. One is used only if it is whole (a digest tells), of the format that this
 * build writes, and made from the very event that the log has at its sequence (the event's hash tells).
 *
 * <p>Safe for use by many threads.
 */
public final class PostgresCheckpoints implements DocumentCheckpoints {

    /** A new one whenever {@link WorkflowStanding} changes its shape, or what is folded into either part. */
    static final int FORMAT = 1;

    private static final String STORE = """
            INSERT INTO weft.checkpoint AS kept (stream, sequence, event_hash, format, standing, document, digest)
            SELECT event.stream, event.sequence, event.hash, :format, :standing, :document, :digest
            FROM weft.event JOIN weft.stream ON stream.key = event.stream
            WHERE stream.id = :workflow AND event.sequence = :sequence
            ON CONFLICT (stream) DO UPDATE SET
                sequence = excluded.sequence,
                event_hash = excluded.event_hash,
                format = excluded.format,
                time = now(),
                standing = excluded.standing,
                document = excluded.document,
                digest = excluded.digest
            WHERE kept.sequence < excluded.sequence OR kept.format <> excluded.format OR :replaceAnyway
            """;

    private static final String NEWEST = """
            SELECT checkpoint.sequence, checkpoint.format, checkpoint.standing, checkpoint.document, checkpoint.digest,
                   coalesce(event.hash = checkpoint.event_hash, false) AS is_of_this_log
            FROM weft.checkpoint
            JOIN weft.stream ON stream.key = checkpoint.stream
            LEFT JOIN weft.event ON event.stream = checkpoint.stream AND event.sequence = checkpoint.sequence
            WHERE stream.id = ?
            """;

    private final JdbcClient client;
    private final ObjectWriter writer;
    private final ObjectReader reader;

    public PostgresCheckpoints(DataSource dataSource) {
        client = JdbcClient.create(dataSource);
        CBORMapper cbor = new CBORMapper();
        writer = cbor.writerFor(WorkflowStanding.class);
        reader = cbor.readerFor(WorkflowStanding.class);
    }

    @Override
    public Optional<DocumentCheckpoint> newest(WorkflowId workflowId) {
        try {
            return client.sql(NEWEST)
                    .param(workflowId.value())
                    .query((row, number) -> usable(workflowId, row))
                    .optional()
                    .flatMap(checkpoint -> checkpoint);
        } catch (DataAccessException | TransactionException e) {
            throw new LogUnavailableException("can't read the checkpoint of workflow " + workflowId, e);
        }
    }

    private Optional<DocumentCheckpoint> usable(WorkflowId workflowId, ResultSet row) throws SQLException {
        int format = row.getInt("format");
        byte[] standing = row.getBytes("standing");
        byte[] document = row.getBytes("document");
        long sequence = row.getLong("sequence");
        if (format != FORMAT) {
            DocumentCheckpoints.passedOver(
                    workflowId, "it has format " + format + ", and this build reads format " + FORMAT);
        } else if (!row.getBoolean("is_of_this_log")) {
            DocumentCheckpoints.passedOver(
                    workflowId,
                    "it was made after event " + sequence + ", which the log doesn't have, or has differently");
        } else if (!Arrays.equals(digest(standing, document), row.getBytes("digest"))) {
            DocumentCheckpoints.passedOver(workflowId, "it is damaged");
        } else {
            try {
                return Optional.of(new DocumentCheckpoint(sequence + 1, reader.readValue(standing), document));
            } catch (IOException e) {
                DocumentCheckpoints.passedOver(workflowId, "it can't be decoded: " + e.getMessage());
            }
        }
        return Optional.empty();
    }

    /** Keeps a checkpoint unless a newer one is there already. */
    public void store(WorkflowId workflowId, DocumentCheckpoint checkpoint) {
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
                .param("standing", standing)
                .param("document", checkpoint.update())
                .param("digest", digest(standing, checkpoint.update()))
                .param("replaceAnyway", newest(workflowId).isEmpty())
                .update();
    }

    private static byte[] digest(byte[] standing, byte[] document) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(standing);
            return sha256.digest(document);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
