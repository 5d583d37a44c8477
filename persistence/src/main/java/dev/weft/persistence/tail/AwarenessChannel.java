package dev.weft.persistence.tail;

import dev.weft.engine.host.AwarenessRelay;
import dev.weft.engine.host.NodeAwareness;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.persistence.database.WeftDatabase;
import dev.weft.sync.awareness.AwarenessEntry;
import dev.weft.sync.awareness.AwarenessUpdate;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Awareness between the processes on one database, by {@code NOTIFY} on a connection of its own. Of each client only its latest state is sent: carets that
 * move faster than the database notifies skip positions. Nothing is stored, and nothing waits for a disk.
 *
 * <p>Safe for use by many threads.
 */
public final class AwarenessChannel implements AwarenessRelay, AutoCloseable {

    /** The channel's name. */
    public static final String NAME = "weft_awareness";

    private static final Logger log = LoggerFactory.getLogger(AwarenessChannel.class);

    /** Between two notifications; at most so long does a caret stand still on other nodes. */
    private static final long PAUSE_MILLIS = 40;

    private static final long PAUSE_AFTER_FAILURE_MILLIS = 1_000;

    /** Clients whose states wait; what is beyond comes with the next renewal. */
    private static final int MOST_WAITING = 20_000;

    private final WeftDatabase database;
    private final String node;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<WorkflowId, Map<Long, AwarenessEntry>> told = new LinkedHashMap<>();
    private final Set<WorkflowId> asked = new LinkedHashSet<>();
    private final Thread sender;
    private int waiting;
    private boolean closed;
    private long messages;
    private @Nullable Connection connection;

    /** @param tail whose node this is */
    public AwarenessChannel(WeftDatabase database, LogTail tail) {
        this.database = database;
        node = tail.node();
        sender = Thread.ofPlatform().name("awareness-sender").daemon().start(this::run);
    }

    /** Passes on to the documents of this process what others tell. */
    public static Consumer<String> tellingTo(NodeAwareness documents, LogTail tail) {
        return new AwarenessParts(tail.node(), documents);
    }

    @Override
    public void tell(WorkflowId workflowId, AwarenessUpdate update) {
        lock.lock();
        try {
            Map<Long, AwarenessEntry> entries = told.computeIfAbsent(workflowId, unheard -> new LinkedHashMap<>());
            for (AwarenessEntry entry : update.entries()) {
                if (waiting < MOST_WAITING && entries.put(entry.clientId(), entry) == null) {
                    waiting++;
                }
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void ask(WorkflowId workflowId) {
        lock.lock();
        try {
            asked.add(workflowId);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        List<String> payloads = next();
        while (!payloads.isEmpty()) {
            long pauseMillis = PAUSE_MILLIS;
            try {
                send(payloads);
            } catch (SQLException e) {
                log.debug("awareness is not told to other processes for now", e);
                disconnect();
                pauseMillis = PAUSE_AFTER_FAILURE_MILLIS;
            }
            pause(pauseMillis);
            payloads = next();
        }
        disconnect();
    }

    /** All that waits, as payloads; waits for some. Empty once this is closed. */
    private List<String> next() {
        lock.lock();
        try {
            while (told.isEmpty() && asked.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            List<String> payloads = new ArrayList<>();
            asked.forEach(workflowId -> payloads.add(AwarenessParts.question(node, workflowId)));
            told.forEach((workflowId, entries) -> payloads.addAll(AwarenessParts.of(
                    node, workflowId, messages++, new AwarenessUpdate(List.copyOf(entries.values())))));
            asked.clear();
            told.clear();
            waiting = 0;
            return payloads;
        } finally {
            lock.unlock();
        }
    }

    private void pause(long millis) {
        lock.lock();
        try {
            long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
            while (nanos > 0 && !closed) {
                nanos = changed.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void send(List<String> payloads) throws SQLException {
        if (connection == null) {
            connection = database.connect("weft-awareness");
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET synchronous_commit = off");
            }
        }
        try (PreparedStatement notify = connection.prepareStatement(
                "SELECT pg_notify('" + NAME + "', payload) FROM unnest(?::text[]) AS payload")) {
            notify.setArray(1, connection.createArrayOf("text", payloads.toArray(String[]::new)));
            notify.execute();
        }
    }

    private void disconnect() {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                log.debug("a connection can't be closed", e);
            }
            connection = null;
        }
    }

    /** Sends what waits, and nothing more. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
        try {
            sender.join(PAUSE_AFTER_FAILURE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
