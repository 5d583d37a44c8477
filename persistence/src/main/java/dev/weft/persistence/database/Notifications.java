package dev.weft.persistence.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what other processes tell by {@code NOTIFY}, on a thread and a connection of its own, which is made anew whenever it breaks. What was told
 * meanwhile is lost: whoever listens is told of each new connection, and looks for itself.
 */
public final class Notifications implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Notifications.class);

    /** How long to wait in one go: a broken connection that nobody announces is found at the end of it. */
    private static final int WAIT_MILLIS = 10_000;

    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;
    private static final int ANSWER_SECONDS = 5;

    private final WeftDatabase database;
    private final String name;
    private final Map<String, Consumer<String>> channels;
    private final Runnable onConnected;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable Connection connection;

    private Notifications(
            WeftDatabase database, String name, Map<String, Consumer<String>> channels, Runnable onConnected) {
        this.database = database;
        this.name = name;
        this.channels = Map.copyOf(channels);
        this.onConnected = onConnected;
        thread = Thread.ofPlatform().name(name).daemon().start(this::run);
    }

    /**
     * Begins to listen. What is called is called by one thread; an exception is logged, and the connection made anew. Close it before the database.
     *
     * @param name of the thread, and of the connection in the server's list of sessions
     * @param channels SQL identifiers, and who hears what is told there, at most 8,000 bytes at a time; all of them wait for one that blocks
     * @param onConnected from now on nothing is missed; before now, anything may have been
     */
    public static Notifications listen(
            WeftDatabase database, String name, Map<String, Consumer<String>> channels, Runnable onConnected) {
        return new Notifications(database, name, channels, onConnected);
    }

    private void run() {
        long pauseMillis = FIRST_PAUSE_MILLIS;
        while (closed.getCount() > 0) {
            try (Connection listening = database.connect(name)) {
                connection = listening;
                listen(listening);
                pauseMillis = FIRST_PAUSE_MILLIS;
                onConnected.run();
                hear(listening);
            } catch (SQLException e) {
                if (closed.getCount() > 0) {
                    log.warn("{}: not listening to other processes for now: {}", name, e.getMessage());
                }
            } catch (RuntimeException e) {
                log.error("{}: listening to other processes failed, and begins anew", name, e);
            }
            if (isClosedAfter(pauseMillis)) {
                return;
            }
            pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, 2 * pauseMillis);
        }
    }

    private boolean isClosedAfter(long millis) {
        try {
            return closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void listen(Connection listening) throws SQLException {
        try (Statement statement = listening.createStatement()) {
            for (String channel : channels.keySet()) {
                statement.execute("LISTEN " + channel);
            }
        }
    }

    private void hear(Connection listening) throws SQLException {
        PGConnection postgres = listening.unwrap(PGConnection.class);
        while (closed.getCount() > 0) {
            PGNotification[] heard = postgres.getNotifications(WAIT_MILLIS);
            if (heard == null || heard.length == 0) {
                if (!listening.isValid(ANSWER_SECONDS)) {
                    throw new SQLException("the connection is broken");
                }
                continue;
            }
            for (PGNotification notification : heard) {
                Consumer<String> hearer = channels.get(notification.getName());
                if (hearer != null) {
                    hearer.accept(notification.getParameter());
                }
            }
        }
    }

    /** Hears nothing more. */
    @Override
    public void close() {
        closed.countDown();
        Connection listening = connection;
        if (listening != null) {
            try {
                listening.abort(Runnable::run);
            } catch (SQLException e) {
                log.debug("a connection can't be closed", e);
            }
        }
        try {
            thread.join(WAIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
