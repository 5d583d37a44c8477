package dev.weft.persistence.events;

import dev.weft.engine.workflow.WorkflowId;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStoreException;

/**
 * Checks that nobody has altered, removed, inserted or moved an event: each stream's sequences have no gaps, and each event's hash is the one that
 * it and its predecessor give.
 *
 * <p>Cut-off ends are the one thing that a chain by itself can't tell: whoever keeps the last hash of a stream elsewhere can.
 *
 * <p>Safe for use by many threads; reads a page of events at a time.
 */
public final class ChainVerifier {

    private static final int PAGE = 500;

    /** What was found in one stream. */
    public sealed interface Finding {

        WorkflowId workflowId();

        /**
         * All is as it was written.
         *
         * @param events how many there are
         * @param lastHash by which a later check can tell that none was cut off since; of 32 bytes
         */
        record Intact(WorkflowId workflowId, long events, byte[] lastHash) implements Finding {}

        /**
         * The first event that isn't as it was written, or whose predecessor isn't.
         *
         * @param sequence of that event
         * @param position of that event in the log of all streams
         * @param type its stored name
         * @param defect what is wrong with it
         */
        record Altered(WorkflowId workflowId, long sequence, long position, String type, String defect)
                implements Finding {}
    }

    private final EventRows rows;
    private final Streams streams;

    public ChainVerifier(DataSource dataSource) {
        rows = new EventRows(dataSource, new EventTypeNumbers(dataSource));
        streams = new Streams(dataSource);
    }

    /** Checks one stream; of a stream without events there is nothing to find fault with. */
    public Finding verify(WorkflowId workflowId) {
        byte[] last = HashChain.genesis(workflowId.value());
        long expected = 0;
        List<StoredEvent> page;
        do {
            page = page(workflowId, expected);
            for (StoredEvent event : page) {
                String defect = HashChain.defectOf(event, expected, last);
                if (defect != null) {
                    return new Finding.Altered(
                            workflowId,
                            event.sequence(),
                            event.position(),
                            event.bytes().type(),
                            defect);
                }
                last = event.hash();
                expected++;
            }
        } while (page.size() == PAGE);
        return new Finding.Intact(workflowId, expected, last);
    }

    /** Checks all streams that exist now, in order of their creation; tells each finding as it comes. */
    public void verifyAll(Consumer<Finding> findings) {
        streams.forEach(workflowId -> findings.accept(verify(workflowId)));
    }

    private List<StoredEvent> page(WorkflowId workflowId, long fromSequence) {
        try {
            return rows.ofStream(workflowId.value(), fromSequence, PAGE);
        } catch (SQLException e) {
            throw new EventStoreException("can't read workflow " + workflowId, e);
        }
    }
}
