package dev.weft.persistence.readmodel;

import dev.weft.engine.log.EventLog;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.persistence.events.EventLogStorage;
import dev.weft.persistence.events.JdbcTransactions;
import dev.weft.persistence.events.LoggedEvent;
import dev.weft.persistence.events.LoggedEvents;
import dev.weft.persistence.readmodel.ProgressTable.Place;
import dev.weft.persistence.readmodel.ProgressTable.Reached;
import dev.weft.persistence.table.ReadModel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Events that read models can't take, and what may be done about them. Whatever is done holds batches of the processor back until it is done.
 *
 * <p>Safe for use by many threads.
 */
public final class DeadLetters {

    private static final String SELECT = """
            SELECT parked.*, (SELECT max(event.sequence) FROM weft.event JOIN weft.stream ON stream.key = event.stream
                              WHERE stream.id = parked.workflow_id) - parked.sequence + 1 AS waiting
            FROM weft.dead_letter AS parked WHERE project_id = ?
            """;

    private final ReadModels models;
    private final LoggedEvents events;
    private final JdbcTransactions transactions;
    private final JdbcClient client;
    private final ReadModelLock lock;
    private final ReadModelPosition position;
    private final ProgressTable progress;

    public DeadLetters(ReadModels models, EventLogStorage log) {
        this.models = models;
        events = log.events();
        transactions = log.transactions();
        DataSource dataSource = transactions.dataSource();
        client = JdbcClient.create(dataSource);
        lock = new ReadModelLock(dataSource);
        position = new ReadModelPosition(dataSource);
        progress = new ProgressTable(dataSource, ReadModels.LIVE);
    }

    /** Those of a project, in the order of their events. */
    public List<DeadLetter> of(ProjectId project) {
        return client.sql(SELECT + " ORDER BY position, model")
                .param(project.value())
                .query(DeadLetters::letter)
                .list();
    }

    /** The one of a workflow in a read model, if it is parked there. */
    public Optional<DeadLetter> find(ProjectId project, WorkflowId workflowId, String model) {
        return client.sql(SELECT + " AND workflow_id = ? AND model = ?")
                .params(project.value(), workflowId.value(), model)
                .query(DeadLetters::letter)
                .optional();
    }

    /**
     * Tries the event again, and then those that wait for it.
     *
     * @return whether there was one; what waits after that, {@link #find} tells
     */
    public boolean retry(ProjectId project, WorkflowId workflowId, String model) {
        return transactions.inTransaction(() -> taken(project, workflowId, model)
                .map(letter -> {
                    goOn(letter);
                    client.sql(
                                    "UPDATE weft.dead_letter SET tries = ? WHERE model = ? AND workflow_id = ? AND sequence = ?")
                            .params(letter.tries() + 1, model, workflowId.value(), letter.sequence())
                            .update();
                    return true;
                })
                .orElse(false));
    }

    /**
     * Leaves the event out of the read model, and goes on with those that wait for it. What it would have changed is missing from then on, until a rebuild.
     *
     * @param principal id of who decided so
     * @return whether there was one
     */
    public boolean drop(ProjectId project, WorkflowId workflowId, String model, String principal) {
        return transactions.inTransaction(() -> taken(project, workflowId, model)
                .map(letter -> {
                    client.sql("INSERT INTO weft.dropped_event (model, workflow_id, sequence, principal, error)"
                                    + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (model, workflow_id, sequence) DO UPDATE SET"
                                    + " principal = excluded.principal, error = excluded.error, dropped_at = now()")
                            .params(model, workflowId.value(), letter.sequence(), principal, letter.error())
                            .update();
                    progress.reached(model, List.of(new Reached(workflowId, letter.sequence(), letter.position())));
                    goOn(letter);
                    return true;
                })
                .orElse(false));
    }

    private Optional<DeadLetter> taken(ProjectId project, WorkflowId workflowId, String model) {
        lock.own();
        Optional<DeadLetter> letter = find(project, workflowId, model);
        letter.ifPresent(_ -> client.sql("DELETE FROM weft.dead_letter WHERE model = ? AND workflow_id = ?")
                .params(model, workflowId.value())
                .update());
        return letter;
    }

    /** Takes what the processor has passed, until it is through or something can't be taken. */
    private void goOn(DeadLetter letter) {
        ReadModel model = models.named(letter.model())
                .orElseThrow(() -> new IllegalStateException("no read model of this build is " + letter.model()));
        StoredModel stored = new StoredModel(
                model, transactions.dataSource(), ReadModels.LIVE, events, new FoldCache(Long.MAX_VALUE, 1));
        long last = events.sequenceAt(letter.workflowId(), position.current()).orElse(-1);
        while (true) {
            Place place = progress.place(letter.model(), letter.workflowId());
            if (place.isParked() || place.sequence() >= last) {
                return;
            }
            int limit = (int) Math.min(EventLog.EVENTS_PER_READ, last - place.sequence());
            List<LoggedEvent> waiting = events.of(letter.workflowId(), place.sequence() + 1, limit);
            stored.take(Map.of(letter.workflowId(), waiting)).run();
        }
    }

    private static DeadLetter letter(ResultSet row, int number) throws SQLException {
        return new DeadLetter(
                row.getString("model"),
                new WorkflowId(row.getObject("workflow_id", UUID.class)),
                row.getLong("sequence"),
                row.getLong("position"),
                row.getLong("waiting"),
                row.getString("error"),
                row.getInt("tries"),
                row.getObject("parked_at", OffsetDateTime.class).toInstant());
    }
}
