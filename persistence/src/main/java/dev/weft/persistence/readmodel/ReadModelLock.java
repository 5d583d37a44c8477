package dev.weft.persistence.readmodel;

import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who may write to live tables: many processors' batches at once, or one that changes them otherwise, at a position that stands still. Held to the end of the
 * transaction.
 */
final class ReadModelLock {

    private static final long KEY = 0x77656674_0001L; // the letters "weft", and a number

    private final JdbcClient client;

    /** @param dataSource gives out the current transaction's connection */
    ReadModelLock(DataSource dataSource) {
        client = JdbcClient.create(dataSource);
    }

    void share() {
        lock("pg_advisory_xact_lock_shared");
    }

    void own() {
        lock("pg_advisory_xact_lock");
    }

    private void lock(String function) {
        client.sql("SELECT " + function + "(" + KEY + ")").query(row -> {});
    }
}
