package dev.weft.persistence.events;

import dev.weft.persistence.database.WeftDatabase;
import java.sql.Connection;
import java.sql.SQLException;

/** Somebody who is in the middle of appending, and thereby keeps all others waiting until it is closed. */
final class LogLock implements AutoCloseable {

    private final Connection holder;

    private LogLock(Connection holder) {
        this.holder = holder;
    }

    static LogLock take(WeftDatabase database) throws SQLException {
        Connection holder = database.connect("holder of the lock");
        holder.setAutoCommit(false);
        try (var statement = holder.createStatement()) {
            statement.execute("SELECT pg_advisory_xact_lock(2003134068)");
        }
        return new LogLock(holder);
    }

    @Override
    public void close() throws SQLException {
        holder.close();
    }
}
