package dev.weft.persistence.readmodel;

import dev.weft.engine.log.EventLog;
import dev.weft.engine.workflow.WorkflowCreated;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.persistence.events.EventLogStorage;
import dev.weft.persistence.events.JdbcTransactions;
import dev.weft.persistence.events.LoggedEvent;
import dev.weft.persistence.events.LoggedEvents;
import dev.weft.persistence.readmodel.ProgressTable.Place;
import dev.weft.persistence.table.Column;
import dev.weft.persistence.table.ReadModel;
import dev.weft.persistence.table.Table;
import dev.weft.persistence.table.TableWriter;
import dev.weft.persistence.table.WorkflowChanges;
import dev.weft.persistence.table.WorkflowFold;
import dev.weft.persistence.table.WorkflowOrigin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Compares what is stored of a workflow in all read models with a fold of its events from the first on. People may edit meanwhile: rows are compared with the
 * events that they say are in them.
 *
 * <p>Safe for use by many threads. Changes nothing but temporary tables of its connection.
 */
public final class ReadModelCheck {

    private static final String FOLDED = "pg_temp";

    private final ReadModels models;
    private final LoggedEvents events;
    private final JdbcTransactions transactions;
    private final JdbcClient client;
    private final ProgressTable progress;
    private final ReadModelPosition position;
    private final TableWriter folded;
    private final RowComparison comparison;

    public ReadModelCheck(ReadModels models, EventLogStorage log) {
        this.models = models;
        events = log.events();
        transactions = log.transactions();
        DataSource dataSource = transactions.dataSource();
        client = JdbcClient.create(dataSource);
        progress = new ProgressTable(dataSource, ReadModels.LIVE);
        position = new ReadModelPosition(dataSource);
        folded = new TableWriter(dataSource, FOLDED);
        comparison = new RowComparison(dataSource, ReadModels.LIVE, FOLDED);
    }

    /** One read model on the way through the events that its rows say are in them. */
    private static final class Folding {
        private final ReadModel model;
        private final Place place;
        private final WorkflowFold fold;
        private final WorkflowChanges changes = new WorkflowChanges();

        Folding(ReadModel model, Place place, WorkflowOrigin origin) {
            this.model = model;
            this.place = place;
            fold = model.resume(origin, 0);
        }

        void take(LoggedEvent event) {
            if (event.sequence() <= place.sequence()) {
                fold.fold(event, changes);
            }
        }
    }

    /**
     * Checks one workflow.
     *
     * @return the first difference; empty if every row of it is as the log gives it, and none is missing
     */
    public Optional<RowDifference> check(WorkflowId workflowId) {
        return seeingOneMoment(() -> {
            for (ReadModel model : models.all()) {
                Optional<RowDifference> behind = behind(model, workflowId, progress.place(model.name(), workflowId));
                if (behind.isPresent()) {
                    return behind;
                }
            }
            try {
                foldFromZero(workflowId);
            } catch (RuntimeException e) {
                if (Savepoints.isOfTheDatabase(e)) {
                    throw e;
                }
                return Optional.of(new RowDifference(
                        "of any", "workflow " + workflowId, "folded", "what can't be folded: " + e.getMessage()));
            }
            return models.all().stream()
                    .flatMap(model -> comparison.first(model, workflowId).stream())
                    .findFirst();
        });
    }

    /** Looks for rows of workflows that the log doesn't know. */
    public Optional<RowDifference> findStranger() {
        for (ReadModel model : models.all()) {
            for (Table table : model.tables()) {
                String id = table.workflowColumn().name();
                Optional<UUID> stranger = client.sql("SELECT " + id + " FROM " + ReadModels.LIVE + "." + table.name()
                                + " WHERE " + id + " NOT IN (SELECT id FROM weft.stream) LIMIT 1")
                        .query(UUID.class)
                        .optional();
                if (stranger.isPresent()) {
                    return Optional.of(new RowDifference(
                            model.name(), "table " + table.name() + ", workflow " + stranger.get(), "there", null));
                }
            }
        }
        return Optional.empty();
    }

    /** Whether events are missing in the rows that the processor has passed. */
    private Optional<RowDifference> behind(ReadModel model, WorkflowId workflowId, Place place) {
        long passed = events.sequenceAt(workflowId, position.current()).orElse(-1);
        return place.isParked() || place.sequence() >= passed
                ? Optional.empty()
                : Optional.of(new RowDifference(
                        model.name(),
                        "workflow " + workflowId,
                        "as after event " + place.sequence(),
                        "event " + passed + ", too"));
    }

    private void foldFromZero(WorkflowId workflowId) {
        models.all().stream()
                .flatMap(model -> model.tables().stream())
                .forEach(table -> client.sql("CREATE TEMPORARY TABLE IF NOT EXISTS " + table.name() + " (LIKE "
                                + ReadModels.LIVE + "." + table.name() + " INCLUDING DEFAULTS, PRIMARY KEY ("
                                + Column.names(table.key())
                                + ")) ON COMMIT DELETE ROWS")
                        .update());
        List<Folding> foldings = new ArrayList<>();
        long next = 0;
        @Nullable List<LoggedEvent> page = null;
        while (page == null || page.size() == EventLog.EVENTS_PER_READ) {
            page = events.of(workflowId, next, EventLog.EVENTS_PER_READ);
            for (LoggedEvent event : page) {
                if (event.sequence() == 0 && event.event() instanceof WorkflowCreated created) {
                    WorkflowOrigin origin = WorkflowOrigin.of(created, event.time());
                    models.all()
                            .forEach(model ->
                                    foldings.add(new Folding(model, progress.place(model.name(), workflowId), origin)));
                }
                foldings.forEach(folding -> folding.take(event));
                next = event.sequence() + 1;
            }
        }
        for (Folding folding : foldings) {
            folding.fold.settle(folding.changes);
            folded.write(folding.model.tables(), Map.of(workflowId, folding.changes));
        }
    }

    private <T> T seeingOneMoment(Supplier<T> question) {
        return transactions.inTransaction(() -> {
            client.sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ").update();
            return question.get();
        });
    }
}
