package dev.weft.persistence.checkpoint;

import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import dev.weft.crdt.Doc;
import dev.weft.crdt.update.MalformedUpdateException;
import dev.weft.engine.host.DocumentCheckpoint;
import dev.weft.engine.host.DocumentFold;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.engine.workflow.WorkflowStanding;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import java.util.Queue;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Compares the checkpoints that are stored of one workflow with a fold of its events from the first on. One that goes while it is to be looked at, because a
 * newer one came, is no fault. Used by one thread.
 */
public final class CheckpointCheck {

    private static final String ONE = PostgresCheckpoints.SELECT + " AND checkpoint.sequence = ?";

    private final JdbcClient client;
    private final WorkflowId workflowId;
    private final Queue<Long> sequences;
    private final ObjectReader standings = new CBORMapper().readerFor(WorkflowStanding.class);

    public CheckpointCheck(DataSource dataSource, WorkflowId workflowId) {
        client = JdbcClient.create(dataSource);
        this.workflowId = workflowId;
        sequences = new ArrayDeque<>(
                client.sql("""
                        SELECT sequence FROM weft.checkpoint
                        WHERE stream = (SELECT key FROM weft.stream WHERE id = ?) ORDER BY sequence
                        """).param(workflowId.value()).query(Long.class).list());
    }

    /**
     * Compares the checkpoint after the event that was folded last, if there is one. To be called after each event.
     *
     * @return what is wrong with it; empty if nothing
     */
    public Optional<String> folded(DocumentFold fold) {
        long sequence = fold.nextSequence() - 1;
        if (sequences.isEmpty() || sequences.element() > sequence) {
            return Optional.empty();
        }
        return defectAt(sequences.remove(), fold.checkpoint());
    }

    /**
     * Looks at what is left when all events were folded.
     *
     * @return what is wrong with it; empty if nothing is left
     */
    public Optional<String> ended() {
        while (!sequences.isEmpty()) {
            long sequence = sequences.remove();
            if (read(sequence).isPresent()) {
                return Optional.of(named(sequence, "the log has no such event"));
            }
        }
        return Optional.empty();
    }

    /** Looks for checkpoints of workflows that the log doesn't know. */
    public static Optional<String> findStranger(DataSource dataSource) {
        return JdbcClient.create(dataSource)
                .sql("SELECT stream FROM weft.checkpoint WHERE stream NOT IN (SELECT key FROM weft.stream) LIMIT 1")
                .query(Integer.class)
                .optional()
                .map(stream -> "a checkpoint is of stream number " + stream + ", which there isn't");
    }

    private Optional<String> defectAt(long sequence, DocumentCheckpoint expected) {
        return read(sequence)
                .flatMap(stored -> stored.defect().or(() -> difference(stored, expected)))
                .map(defect -> named(sequence, defect));
    }

    private static String named(long sequence, String defect) {
        return "checkpoint after event " + sequence + ": " + defect + "; it is not used, and can be deleted";
    }

    private Optional<StoredCheckpoint> read(long sequence) {
        return client.sql(ONE)
                .param(workflowId.value())
                .param(sequence)
                .query((row, number) -> StoredCheckpoint.of(row))
                .optional();
    }

    private Optional<String> difference(StoredCheckpoint stored, DocumentCheckpoint expected) {
        try {
            if (!expected.standing().equals(standings.readValue(stored.standing()))) {
                return Optional.of("where the workflow stands is not what its events give");
            }
        } catch (IOException e) {
            return Optional.of("where the workflow stands can't be decoded");
        }
        if (stored.updateBytes() != expected.updateBytes()) {
            return Optional.of("it tells of " + stored.updateBytes() + " bytes of updates, its events have "
                    + expected.updateBytes());
        }
        return isSameDocument(stored.document(), expected.update())
                ? Optional.empty()
                : Optional.of("its document is not what its events give");
    }

    /** One document can be written in several ways, depending on where the checkpoint before it was: what a fresh one makes of either is the same. */
    private static boolean isSameDocument(byte[] stored, byte[] expected) {
        try {
            return Arrays.equals(stored, expected) || Arrays.equals(rewritten(stored), rewritten(expected));
        } catch (MalformedUpdateException e) {
            return false;
        }
    }

    private static byte[] rewritten(byte[] update) {
        Doc doc = new Doc();
        doc.applyUpdate(update);
        return doc.encodeStateAsUpdate();
    }
}
