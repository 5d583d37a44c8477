package dev.weft.persistence.verify;

import dev.weft.engine.host.DocumentCheckpoints;
import dev.weft.engine.host.DocumentFold;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.persistence.checkpoint.CheckpointCheck;
import dev.weft.persistence.events.EventLogStorage;
import dev.weft.persistence.events.HashChain;
import dev.weft.persistence.events.StoredEvent;
import dev.weft.persistence.events.StoredEvents;
import dev.weft.persistence.events.Streams;
import dev.weft.persistence.readmodel.ReadModelCheck;
import dev.weft.persistence.readmodel.ReadModels;
import dev.weft.persistence.readmodel.RowDifference;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Checks the chain of hashes of streams, folds them from their first events, and compares what is stored with that: checkpoints, and the rows of all read
 * models. Servers may run meanwhile.
 *
 * <p>Cut-off ends are the one thing that a chain by itself can't tell: whoever keeps the last hash of a stream elsewhere can. Positions are no part of the
 * chain; what is checked of them is that a later event has a greater one.
 *
 * <p>Safe for use by many threads.
 */
public final class HistoryVerifier {

    private final DataSource dataSource;
    private final StoredEvents events;
    private final JdbcClient client;
    private final ReadModelCheck readModels;

    /** @param dataSource of the database that the log is in */
    public HistoryVerifier(DataSource dataSource, EventLogStorage log) {
        this.dataSource = dataSource;
        events = log.storedEvents();
        client = JdbcClient.create(dataSource);
        readModels = new ReadModelCheck(new ReadModels(log.events(), DocumentCheckpoints.none()), log);
    }

    /** Checks one workflow; of one without events there is nothing to find fault with. */
    public Finding verify(WorkflowId workflowId) {
        Walk walk = new Walk(workflowId);
        try {
            events.forEach(workflowId, walk::next);
            walk.checkpoints.ended().ifPresent(Defect::thrown);
        } catch (Defect defect) {
            return new Finding.Off(workflowId, defect.getMessage());
        }
        Optional<RowDifference> difference = readModels.check(workflowId);
        if (difference.isPresent()) {
            return new Finding.Off(workflowId, difference.get().toString());
        }
        return new Finding.Intact(workflowId, walk.fold.nextSequence(), walk.last);
    }

    /** Checks all workflows that exist now, in order of their creation, and what belongs to none; tells each finding as it comes. */
    public void verifyAll(Consumer<Finding> findings) {
        new Streams(dataSource).forEach(workflowId -> findings.accept(verify(workflowId)));
        strayEvent()
                .or(() -> CheckpointCheck.findStranger(dataSource))
                .or(() -> readModels.findStranger().map(RowDifference::toString))
                .ifPresent(what -> findings.accept(new Finding.Off(null, what)));
    }

    private Optional<String> strayEvent() {
        return client.sql("""
                        SELECT position, sequence, stream FROM weft.event
                        WHERE stream NOT IN (SELECT key FROM weft.stream) ORDER BY position LIMIT 1
                        """)
                .query((row, number) -> "event " + row.getLong("sequence") + " at position " + row.getLong("position")
                        + " is of stream number " + row.getLong("stream") + ", which there isn't")
                .optional();
    }

    /** On the way through one stream. */
    private final class Walk {
        private final DocumentFold fold;
        private final CheckpointCheck checkpoints;
        private byte[] last;
        private long position;

        Walk(WorkflowId workflowId) {
            fold = new DocumentFold(workflowId);
            checkpoints = new CheckpointCheck(dataSource, workflowId);
            last = HashChain.genesis(workflowId.value());
        }

        void next(StoredEvent row) {
            String defect = HashChain.defectOf(row, fold.nextSequence(), last);
            if (defect != null) {
                throw off(row, defect);
            }
            if (row.position() <= position) {
                throw off(row, "the event before it has position " + position);
            }
            try {
                fold.apply(events.read(row));
            } catch (RuntimeException e) {
                throw off(row, "it is as it was written, and can't be folded: " + e.getMessage());
            }
            last = row.hash();
            position = row.position();
            checkpoints.folded(fold).ifPresent(Defect::thrown);
        }

        private static Defect off(StoredEvent row, String defect) {
            return new Defect("event " + row.sequence() + " (" + row.bytes().type() + ", position " + row.position()
                    + "): " + defect);
        }
    }

    /** Ends the walk. */
    private static final class Defect extends RuntimeException {
        Defect(String what) {
            super(what, null, false, false);
        }

        static void thrown(String what) {
            throw new Defect(what);
        }
    }
}
