package dev.weft.persistence.tail;

import dev.weft.persistence.database.WeftDatabase;
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
 * Hears what other processes tell, on a connection of its own that is made anew whenever it breaks. Whatever was told meanwhile is lost, so that all
 * are woken after that.
 */
public final class TailListener implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TailListener.class);

    /** How long to wait in one go: a broken connection that nobody announces is found at the end of it. */
    private static final int WAIT_MILLIS = 10_000;

    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;
    private static final int ANSWER_SECONDS = 5;

    private final WeftDatabase database;
    private final Map<String, Consumer<String>> channels;
    private final Runnable onConnected;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable Connection connection;

    /**
     * Starts to listen.
     *
     * @param channels who hears the payloads of which channel; nobody may block
     * @param onConnected runs at the start, and whenever something may have been missed
     */
    public TailListener(WeftDatabase database, Map<String, Consumer<String>> channels, Runnable onConnected) {
        this.database = database;
        this.channels = Map.copyOf(channels);
        this.onConnected = onConnected;
        thread = Thread.ofPlatform().name("log-listener").daemon().start(this::run);
    }

    /** Passes on to a tail what other processes' commits told. */
    public static Consumer<String> commitsTo(LogTail tail) {
        return payload -> Growth.ofPayload(payload, tail.node()).ifPresent(tail::committedElsewhere);
    }

    private void run() {
        long pauseMillis = FIRST_PAUSE_MILLIS;
        while (closed.getCount() > 0) {
            try (Connection listening = database.connect("weft-listener")) {
                connection = listening;
                listen(listening);
                pauseMillis = FIRST_PAUSE_MILLIS;
                onConnected.run();
                hear(listening);
            } catch (SQLException e) {
                if (closed.getCount() > 0) {
                    log.warn("not listening to other processes for now: {}", e.getMessage());
                }
            } catch (RuntimeException e) {
                log.error("listening to other processes failed, and begins anew", e);
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
