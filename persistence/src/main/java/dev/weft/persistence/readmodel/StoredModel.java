package dev.weft.persistence.readmodel;

import dev.weft.engine.log.EventLog;
import dev.weft.engine.workflow.WorkflowCreated;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.persistence.events.LoggedEvent;
import dev.weft.persistence.events.LoggedEvents;
import dev.weft.persistence.readmodel.ProgressTable.Place;
import dev.weft.persistence.readmodel.ProgressTable.Reached;
import dev.weft.persistence.table.ReadModel;
import dev.weft.persistence.table.StorableText;
import dev.weft.persistence.table.TableWriter;
import dev.weft.persistence.table.WorkflowChanges;
import dev.weft.persistence.table.WorkflowFold;
import dev.weft.persistence.table.WorkflowOrigin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;

/**
 * One read model in one schema. Takes events into its rows, each exactly once: how far a workflow is stands beside the rows, and is written with them. So
 * events may come again, or be missing: those that the rows have are passed over, and a gap is filled from the log.
 *
 * <p>Used by one thread at a time. Every call is one part of the caller's transaction.
 */
final class StoredModel {

    private static final Logger log = LoggerFactory.getLogger(StoredModel.class);

    private final ReadModel model;
    private final LoggedEvents events;
    private final TableWriter writer;
    private final ProgressTable progress;
    private final Savepoints savepoints;
    private final FoldCache cache;

    /** One workflow with the events of a batch in it. */
    private record Folded(WorkflowId workflowId, WorkflowFold fold, WorkflowChanges changes, long position) {}

    /** An event that can't be taken, and why. */
    private record Refused(LoggedEvent event, RuntimeException why) {}

    StoredModel(ReadModel model, DataSource dataSource, String schema, LoggedEvents events, FoldCache cache) {
        this.model = model;
        this.events = events;
        this.cache = cache;
        writer = new TableWriter(dataSource, schema);
        progress = new ProgressTable(dataSource, schema);
        savepoints = new Savepoints(dataSource);
    }

    ReadModel model() {
        return model;
    }

    /**
     * Takes events of several workflows.
     *
     * @param batch events of each in order, never none
     * @return to be run once the transaction has committed
     */
    Runnable take(Map<WorkflowId, List<LoggedEvent>> batch) {
        Map<WorkflowId, Place> places = progress.places(model.name(), batch.keySet());
        List<Folded> folded = new ArrayList<>();
        Map<WorkflowId, Refused> refused = new LinkedHashMap<>();
        batch.forEach((workflowId, incoming) -> {
            Place place = places.getOrDefault(workflowId, Place.BEGINNING);
            List<LoggedEvent> fresh = incoming.stream()
                    .filter(event -> event.sequence() > place.sequence())
                    .toList();
            if (!place.isParked() && !fresh.isEmpty()) {
                fold(workflowId, place.sequence() + 1, fresh, folded, refused);
            }
        });
        try {
            savepoints.run(() -> write(folded));
        } catch (DataAccessException e) {
            if (!Savepoints.isAboutData(e)) {
                throw e;
            }
            return takeInParts(batch, e);
        }
        refused.values().forEach(letter -> park(letter.event(), letter.why()));
        return () -> folded.forEach(done -> cache.keep(done.workflowId(), done.fold()));
    }

    /** The database refuses something of it: finds out what, and takes the rest. */
    private Runnable takeInParts(Map<WorkflowId, List<LoggedEvent>> batch, DataAccessException why) {
        if (batch.size() > 1) {
            batch.forEach((workflowId, incoming) -> take(Map.of(workflowId, incoming)));
        } else {
            List<LoggedEvent> incoming = batch.values().iterator().next();
            if (incoming.size() == 1) {
                park(incoming.getFirst(), why);
            } else {
                incoming.forEach(event -> take(Map.of(event.workflowId(), List.of(event))));
            }
        }
        return () -> {};
    }

    private void fold(
            WorkflowId workflowId,
            long nextSequence,
            List<LoggedEvent> fresh,
            List<Folded> folded,
            Map<WorkflowId, Refused> refused) {
        WorkflowFold fold = cache.take(workflowId, nextSequence);
        LoggedEvent reached = fresh.getFirst();
        try {
            if (fold == null) {
                fold = model.resume(origin(workflowId, fresh.getFirst()), nextSequence);
            }
            WorkflowChanges changes = new WorkflowChanges();
            for (LoggedEvent event : fresh) {
                reached = event;
                fill(fold, workflowId, event.sequence(), changes);
                fold.fold(event, changes);
            }
            fold.settle(changes);
            folded.add(new Folded(workflowId, fold, changes, fresh.getLast().position()));
        } catch (RuntimeException e) {
            if (Savepoints.isOfTheDatabase(e)) {
                throw e;
            }
            refused.put(workflowId, new Refused(reached, e));
            int taken = fresh.indexOf(reached);
            if (taken > 0) {
                // A fold that failed is of no use any more: what comes before the failure is folded once more, without
                // it.
                fold(workflowId, nextSequence, fresh.subList(0, taken), folded, refused);
            }
        }
    }

    /** Folds what the log has before an event and nobody has brought. */
    private void fill(WorkflowFold fold, WorkflowId workflowId, long until, WorkflowChanges changes) {
        while (fold.nextSequence() < until) {
            int limit = (int) Math.min(EventLog.EVENTS_PER_READ, until - fold.nextSequence());
            List<LoggedEvent> missing = events.of(workflowId, fold.nextSequence(), limit);
            if (missing.isEmpty()) {
                throw new IllegalStateException("workflow " + workflowId + " ends before sequence "
                        + fold.nextSequence() + ", yet the log has shown sequence " + until);
            }
            missing.forEach(event -> fold.fold(event, changes));
        }
    }

    private WorkflowOrigin origin(WorkflowId workflowId, LoggedEvent first) {
        LoggedEvent creation = first;
        if (first.sequence() > 0) {
            List<LoggedEvent> beginning = events.of(workflowId, 0, 1);
            if (beginning.isEmpty()) {
                throw new IllegalStateException("the log shows " + first + ", but no first event");
            }
            creation = beginning.getFirst();
        }
        if (creation.event() instanceof WorkflowCreated created) {
            return WorkflowOrigin.of(created, creation.time());
        }
        throw new IllegalStateException("stream " + workflowId + " doesn't begin with its creation");
    }

    private void write(List<Folded> folded) {
        Map<WorkflowId, WorkflowChanges> changes = new LinkedHashMap<>();
        List<Reached> reached = new ArrayList<>();
        for (Folded done : folded) {
            changes.put(done.workflowId(), done.changes());
            reached.add(new Reached(done.workflowId(), done.fold().nextSequence() - 1, done.position()));
        }
        writer.write(model.tables(), changes);
        progress.reached(model.name(), reached);
    }

    private void park(LoggedEvent event, RuntimeException why) {
        String reason = NestedExceptionUtils.getMostSpecificCause(why).toString();
        log.warn(
                "read model {}: {} can't be taken and waits, as do the later ones of its workflow: {}",
                model.name(),
                event,
                reason);
        String error = StorableText.of(reason);
        progress.park(
                model.name(),
                event,
                projectOf(event),
                error.substring(0, Math.min(error.length(), DeadLetter.MAX_ERROR_LENGTH)));
    }

    private @Nullable UUID projectOf(LoggedEvent event) {
        try {
            return origin(event.workflowId(), event).projectId().value();
        } catch (RuntimeException e) {
            return null; // not even the first event can be read
        }
    }
}
