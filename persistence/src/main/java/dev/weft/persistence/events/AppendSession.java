package dev.weft.persistence.events;

import dev.weft.persistence.database.WeftDatabase;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writer's connection, beside the pool so that readers can't starve it. Each call of {@code weft.append_events} is one round trip and one
 * transaction: a client that is stopped half-way leaves none open.
 *
 * <p>Used by one thread.
 */
final class AppendSession implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(AppendSession.class);

    private static final String APPEND =
            "SELECT appended_hash, appended_position FROM weft.append_events(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    /** A connection that was silent for longer is asked whether it lives: a restarted server must not cost anybody's append. */
    private static final long SILENCE_NANOS = 1_000_000_000L;

    private static final int ANSWER_SECONDS = 5;

    private final WeftDatabase database;
    private final EventTypeNumbers types;
    private @Nullable Connection connection;
    private @Nullable PreparedStatement statement;
    private long lastUsedNanos;

    AppendSession(WeftDatabase database, EventTypeNumbers types) {
        this.database = database;
        this.types = types;
    }

    /** A failure before anything was sent: certainly nothing was written. */
    static final class NotConnectedException extends SQLException {
        NotConnectedException(SQLException cause) {
            super("the database can't be reached: " + cause.getMessage(), cause.getSQLState(), cause);
        }
    }

    /**
     * Appends what can be, in one durable transaction.
     *
     * @param group at most one append for each stream
     * @param news what other processes are told of it
     * @return position of the last event of each append that got in, by its last hash; the others lost a race
     * @throws NotConnectedException if certainly nothing was written
     * @throws SQLException if the server refused all of it, or if the connection broke and nobody knows
     */
    Map<ByteBuffer, Long> append(List<PendingAppend> group, String news) throws SQLException {
        PreparedStatement append = ready();
        new AppendArguments(group, types, news).setOn(append);
        try (ResultSet rows = append.executeQuery()) {
            Map<ByteBuffer, Long> positions = new HashMap<>();
            while (rows.next()) {
                positions.put(ByteBuffer.wrap(rows.getBytes(1)), rows.getLong(2));
            }
            lastUsedNanos = System.nanoTime();
            return positions;
        }
    }

    private PreparedStatement ready() throws NotConnectedException {
        try {
            if (connection != null
                    && System.nanoTime() - lastUsedNanos > SILENCE_NANOS
                    && !connection.isValid(ANSWER_SECONDS)) {
                close();
            }
            if (connection == null || statement == null) {
                connection = database.connect("weft-writer");
                statement = connection.prepareStatement(APPEND);
            }
            return statement;
        } catch (SQLException e) {
            close();
            throw new NotConnectedException(e);
        }
    }

    /** Gives the connection up; the next append makes another. */
    @Override
    public void close() {
        Connection closing = connection;
        connection = null;
        statement = null;
        if (closing != null) {
            try {
                closing.close();
            } catch (SQLException e) {
                log.debug("a lost connection can't be closed", e);
            }
        }
    }
}
