package dev.weft.persistence.readmodel;

import dev.weft.engine.workflow.WorkflowId;
import dev.weft.persistence.database.WeftDatabase;
import dev.weft.persistence.events.EventLogStorage;
import dev.weft.persistence.events.JdbcTransactions;
import dev.weft.persistence.events.LoggedEvent;
import dev.weft.persistence.events.LoggedEvents;
import dev.weft.persistence.table.ReadModel;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Folds read models from the beginning, into copies beside the live tables, while people read these and edit; then gives the live tables the rows of the
 * copies, in one transaction, at a position that both have reached.
 *
 * <p>How far a copy is commits together with its rows. A rebuild that was interrupted goes on from there, and so does one of another process: only one at a
 * time works on a model. Used by one thread.
 */
public final class Rebuild {

    /** Events in one transaction of the copy: enough that the row of a busy document is written seldom, few enough to hold in memory. */
    private static final int EVENTS_IN_BATCH = 4_000;

    private static final long CACHED_BYTES = 64 << 20;
    private static final int CACHED_FOLDS = 100_000;

    /** The first half of the advisory locks that say who rebuilds what. */
    private static final int LOCKS = 0x77656662; // the letters "wefb"

    private final WeftDatabase database;
    private final EventLogStorage log;
    private final LoggedEvents events;
    private final JdbcTransactions transactions;
    private final ReadModelLock lock;
    private final ReadModelPosition live;
    private final JdbcClient client;
    private final List<Part> parts;
    private final int batchSize;

    /** One of the read models. */
    private record Part(ReadModel model, RebuildCopy copy, StoredModel stored) {}

    /**
     * How far the copies are.
     *
     * @param position of the last event in them
     * @param lastPosition of the last event in the log
     * @param events folded by this run
     * @param nanos since this run began
     */
    public record Progress(long position, long lastPosition, long events, long nanos) {}

    /**
     * How it ended.
     *
     * @param resumedAt position at which an interrupted rebuild went on; 0 if this one began with the first event
     * @param events folded by this run
     * @param position that the read models are at
     * @param differences what was different in the live tables, and is not any more, by names of read models
     */
    public record Outcome(long resumedAt, long events, long position, Map<String, Differences> differences) {}

    /** @param models to rebuild together, which costs less than one after the other */
    public Rebuild(List<ReadModel> models, WeftDatabase database, EventLogStorage log) {
        this(models, database, log, EVENTS_IN_BATCH);
    }

    Rebuild(List<ReadModel> models, WeftDatabase database, EventLogStorage log, int batchSize) {
        this.batchSize = batchSize;
        this.database = database;
        this.log = log;
        events = log.events();
        transactions = log.transactions();
        DataSource dataSource = transactions.dataSource();
        lock = new ReadModelLock(dataSource);
        live = new ReadModelPosition(dataSource);
        client = JdbcClient.create(dataSource);
        parts = models.stream()
                .map(model -> new Part(
                        model,
                        new RebuildCopy(model, dataSource),
                        new StoredModel(
                                model,
                                dataSource,
                                RebuildCopy.SCHEMA,
                                events,
                                new FoldCache(CACHED_BYTES, CACHED_FOLDS))))
                .toList();
    }

    /**
     * Rebuilds the read models, or goes on with them.
     *
     * @param onProgress is told after each batch
     * @throws AlreadyRebuildingException if somebody is at one of them
     * @throws RebuildRefusedException if a copy lacks what the live tables have; those stay as they are, and the copies are gone
     */
    public Outcome run(Consumer<Progress> onProgress) {
        try (Connection connection = database.connect("weft-rebuild")) {
            for (Part part : parts) {
                if (!tryLock(part.model(), connection)) {
                    throw new AlreadyRebuildingException(part.model().name());
                }
            }
            return rebuild(onProgress);
        } catch (SQLException e) {
            throw new UncategorizedSQLException("the lock of a rebuild", null, e);
        }
    }

    private static boolean tryLock(ReadModel model, Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT pg_try_advisory_lock(?, hashtext(?))")) {
            statement.setInt(1, LOCKS);
            statement.setString(2, model.name());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private Outcome rebuild(Consumer<Progress> onProgress) {
        long began = System.nanoTime();
        // One that is further than another takes no event twice.
        long resumedAt = transactions.inTransaction(
                () -> parts.stream().mapToLong(part -> part.copy().open()).min().orElseThrow());
        long position = resumedAt;
        long folded = 0;
        CompletableFuture<List<LoggedEvent>> next = fetch(position);
        while (true) {
            List<LoggedEvent> batch = next.join();
            if (!batch.isEmpty()) {
                position = batch.getLast().position();
            }
            boolean isLast = batch.size() < batchSize;
            if (!isLast) {
                next = fetch(position); // the database reads on while the batch is folded
            }
            add(batch);
            folded += batch.size();
            onProgress.accept(new Progress(position, log.lastPosition(), folded, System.nanoTime() - began));
            if (isLast) {
                break;
            }
        }
        long from = position;
        Switched switched = transactions.inTransaction(() -> switchAt(from));
        if (switched.refusal() != null) {
            throw new RebuildRefusedException(switched.refusal());
        }
        return new Outcome(resumedAt, folded + switched.events(), switched.position(), switched.differences());
    }

    private CompletableFuture<List<LoggedEvent>> fetch(long position) {
        return CompletableFuture.supplyAsync(
                () -> events.behind(position, batchSize), task -> Thread.startVirtualThread(task));
    }

    private void add(List<LoggedEvent> batch) {
        if (batch.isEmpty()) {
            return;
        }
        List<Runnable> committed = transactions.inTransaction(() -> {
            RebuildCopy.commitLazily(client);
            List<Runnable> taken = take(batch);
            parts.forEach(part -> part.copy().reached(batch.getLast().position()));
            return taken;
        });
        committed.forEach(Runnable::run);
    }

    private List<Runnable> take(List<LoggedEvent> batch) {
        Map<WorkflowId, List<LoggedEvent>> streams = byWorkflow(batch);
        return parts.stream().map(part -> part.stored().take(streams)).toList();
    }

    private static Map<WorkflowId, List<LoggedEvent>> byWorkflow(List<LoggedEvent> batch) {
        Map<WorkflowId, List<LoggedEvent>> streams = new LinkedHashMap<>();
        batch.forEach(event -> streams.computeIfAbsent(event.workflowId(), _ -> new ArrayList<>())
                .add(event));
        return streams;
    }

    private record Switched(
            long position,
            long events,
            Map<String, Differences> differences,
            @Nullable String refusal) {}

    /** Live tables stand still from here to the commit: the copies catch up with them, and they get their rows. */
    private Switched switchAt(long from) {
        lock.own();
        RebuildCopy.takeTime(client);
        long target = live.current();
        long position = from;
        long folded = 0;
        while (position < target) {
            List<LoggedEvent> rest = events.behind(position, batchSize).stream()
                    .filter(event -> event.position() <= target)
                    .toList();
            if (rest.isEmpty()) {
                break;
            }
            take(rest);
            position = rest.getLast().position();
            folded += rest.size();
        }
        String refusal = parts.stream()
                .flatMap(part -> part.copy().newlyParked().stream())
                .findFirst()
                .orElse(null);
        Map<String, Differences> differences = new LinkedHashMap<>();
        for (Part part : parts) {
            if (refusal == null) {
                differences.put(part.model().name(), part.copy().compareWithLive());
                part.copy().replaceLive();
            }
            part.copy().drop();
        }
        return new Switched(Math.max(position, target), folded, differences, refusal);
    }
}
