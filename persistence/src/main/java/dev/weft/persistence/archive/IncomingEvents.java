package dev.weft.persistence.archive;

import dev.weft.engine.workflow.WorkflowId;
import dev.weft.persistence.events.StoredEvent;
import dev.weft.persistence.events.StoredEvents;
import dev.weft.persistence.events.UnreadableEventException;
import dev.weft.persistence.tail.Growth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A stream on its way into the log. Events gather in a table that nobody else sees, and go over all at once under the lock that all who append take, so
 * that positions still become visible in order. Used by one thread, in one transaction.
 */
final class IncomingEvents {

    private static final int ROWS_PER_STATEMENT = 1_000;

    /** As {@code weft.append_events} takes it. */
    private static final String LOCK = "SELECT pg_advisory_xact_lock(2003134068)::text";

    private static final String GATHER = """
            INSERT INTO incoming_event
            SELECT * FROM unnest(?::integer[], ?::smallint[], ?::smallint[], ?::bigint[], ?::bytea[], ?::bytea[], ?::bytea[])
            """;

    private static final String APPEAR = """
            INSERT INTO weft.event (time, stream, sequence, type, revision, hash, payload, metadata)
            SELECT timestamptz 'epoch' + micros * interval '1 microsecond', ?, sequence, type, revision, hash, payload, metadata
            FROM incoming_event ORDER BY sequence
            """;

    private final JdbcClient client;
    private final StoredEvents events;
    private final List<StoredEvent> waiting = new ArrayList<>(ROWS_PER_STATEMENT);
    private long length;

    IncomingEvents(JdbcClient client, StoredEvents events) {
        this.client = client;
        this.events = events;
        client.sql("""
                CREATE TEMPORARY TABLE incoming_event (
                    sequence integer, type smallint, revision smallint, micros bigint, hash bytea, payload bytea, metadata bytea
                ) ON COMMIT DROP""").update();
    }

    /** @throws ArchiveException if there is a workflow of this id, or was */
    void requireUnknown(WorkflowId workflowId) {
        boolean known = client.sql("SELECT EXISTS (SELECT FROM weft.stream WHERE id = ?)")
                .param(workflowId.value())
                .query(Boolean.class)
                .single();
        if (known) {
            throw isKnown(workflowId);
        }
    }

    private static ArchiveException isKnown(WorkflowId workflowId) {
        return new ArchiveException(
                "workflow " + workflowId + " is known here, and ids are never used again: import it as a copy by --as");
    }

    void add(StoredEvent event) {
        waiting.add(event);
        length++;
        if (waiting.size() == ROWS_PER_STATEMENT) {
            gather();
        }
    }

    private void gather() {
        client.sql(GATHER)
                .param(waiting.stream().map(StoredEvent::sequence).toArray(Integer[]::new))
                .param(waiting.stream().map(this::numberOf).toArray(Short[]::new))
                .param(waiting.stream()
                        .map(event -> (short) event.bytes().revision())
                        .toArray(Short[]::new))
                .param(waiting.stream().map(event -> event.bytes().timeMicros()).toArray(Long[]::new))
                .param(waiting.stream().map(StoredEvent::hash).toArray(byte[][]::new))
                .param(waiting.stream().map(event -> event.bytes().payload()).toArray(byte[][]::new))
                .param(waiting.stream().map(event -> event.bytes().metadata()).toArray(byte[][]::new))
                .update();
        waiting.clear();
    }

    private short numberOf(StoredEvent event) {
        try {
            return events.numberOf(event.bytes().type());
        } catch (UnreadableEventException e) {
            throw new ArchiveException("event " + event.sequence() + ": " + e.getMessage(), e);
        }
    }

    /** Makes the stream visible when the transaction commits. */
    void appear(WorkflowId workflowId) {
        gather();
        client.sql(LOCK).query(String.class).single();
        int key = client.sql("INSERT INTO weft.stream (id) VALUES (?) ON CONFLICT (id) DO NOTHING RETURNING key")
                .param(workflowId.value())
                .query(Integer.class)
                .optional()
                .orElseThrow(() -> isKnown(workflowId));
        client.sql(APPEAR).param(key).update();
        client.sql("SELECT pg_notify('weft_log', ?)::text")
                .param(new Growth.OfStreams(Map.of(workflowId, length)).toPayload("import"))
                .query(String.class)
                .single();
    }
}
