package dev.weft.persistence.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to what other processes tell by {@code NOTIFY}, on a connection and a thread of its own, until closed. When the connection breaks it is
 * made again; what was told meanwhile is lost, so the listener hears of each new connection and looks for itself.
 */
public final class Notifications implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Notifications.class);

    /** How long a dead connection may go unnoticed. */
    private static final Duration PROBE_INTERVAL = Duration.ofSeconds(10);

    private static final Duration RECONNECT_PAUSE = Duration.ofSeconds(1);

    private final DataSource dataSource;
    private final String channel;
    private final Listener listener;
    private final Thread thread;
    private volatile boolean closed;

    /** Called by one thread; an exception is logged, and the connection made anew. */
    public interface Listener {
        /** From now on nothing is missed; before now, anything may have been. */
        void connected();

        /** @param payload at most 8,000 bytes, as PostgreSQL has it */
        void notified(String payload);
    }

    private Notifications(DataSource dataSource, String channel, Listener listener) {
        this.dataSource = dataSource;
        this.channel = channel;
        this.listener = listener;
        thread = Thread.ofVirtual().name("listen-" + channel).start(this::run);
    }

    /**
     * Begins to listen.
     *
     * @param dataSource one connection of which is held all the time
     * @param channel an SQL identifier
     */
    public static Notifications listen(DataSource dataSource, String channel, Listener listener) {
        return new Notifications(dataSource, channel, listener);
    }

    private void run() {
        while (!closed) {
            try (Connection connection = dataSource.getConnection()) {
                listen(connection);
            } catch (SQLException | RuntimeException e) {
                if (!closed) {
                    log.warn("channel {}: not listening for a moment: {}", channel, e.toString());
                    pause();
                }
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("LISTEN " + channel);
            listener.connected();
            hear(connection.unwrap(PGConnection.class), statement);
        } finally {
            connection.abort(Runnable::run); // nobody else in the pool wants to hear of this
        }
    }

    private void hear(PGConnection connection, Statement statement) throws SQLException {
        while (!closed) {
            PGNotification[] heard = connection.getNotifications(Math.toIntExact(PROBE_INTERVAL.toMillis()));
            if (heard.length == 0) {
                statement.execute("SELECT 1");
            }
            for (PGNotification notification : heard) {
                listener.notified(notification.getParameter());
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(RECONNECT_PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt(); // ends the wait, and the connection with it
        try {
            thread.join(PROBE_INTERVAL.plus(RECONNECT_PAUSE));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
