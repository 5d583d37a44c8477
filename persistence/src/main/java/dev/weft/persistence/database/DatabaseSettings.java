package dev.weft.persistence.database;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where the database is and how long anything may wait for it.
 *
 * @param maxConnections upper bound of this process's pool, at least 2: a streaming processor holds one while it works
 * @param connectTimeout how long a caller waits for a connection, and a new connection for the server
 * @param statementTimeout the server cancels a statement that takes longer
 * @param lockTimeout the server cancels a statement that waits longer for a lock
 * @param transactionTimeout the server ends a transaction, and its connection, that lives longer. Readers of the whole log rely on
 *     it: what a position hides can't turn up later than this.
 */
public record DatabaseSettings(
        DatabaseLocation location,
        int maxConnections,
        Duration connectTimeout,
        Duration statementTimeout,
        Duration lockTimeout,
        Duration transactionTimeout) {

    public DatabaseSettings {
        if (maxConnections < 2) {
            throw new IllegalArgumentException("maxConnections must be at least 2, but was " + maxConnections);
        }
    }

    /** An embedded server in {@code folder}, with the defaults. */
    public static DatabaseSettings embedded(Path folder) {
        return of(new DatabaseLocation.Embedded(folder));
    }

    /** A server of one's own, with the defaults. */
    public static DatabaseSettings external(String jdbcUrl, String user, String password) {
        return of(new DatabaseLocation.External(jdbcUrl, user, password));
    }

    public static DatabaseSettings of(DatabaseLocation location) {
        return new DatabaseSettings(
                location,
                10,
                Duration.ofSeconds(10),
                Duration.ofSeconds(20),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30));
    }

    public DatabaseSettings withMaxConnections(int connections) {
        return new DatabaseSettings(
                location, connections, connectTimeout, statementTimeout, lockTimeout, transactionTimeout);
    }
}
