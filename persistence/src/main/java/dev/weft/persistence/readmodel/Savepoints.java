package dev.weft.persistence.readmodel;

import dev.weft.engine.log.LogUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.serialization.SerializationException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.TransactionException;

/** Tries to write something without losing the transaction that it is part of. */
final class Savepoints {

    private final DataSource dataSource;

    /** @param dataSource gives out the current transaction's connection */
    Savepoints(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Whatever {@code action} throws is thrown, and what it has written is undone. */
    void run(Runnable action) {
        try (Connection connection = dataSource.getConnection()) {
            Savepoint savepoint = connection.setSavepoint();
            try {
                action.run();
            } catch (RuntimeException e) {
                connection.rollback(savepoint);
                throw e;
            }
            connection.releaseSavepoint(savepoint);
        } catch (SQLException e) {
            throw new UncategorizedSQLException("savepoint", null, e);
        }
    }

    /** Whether the database refuses what it was given, and would do so again: class 22, data; 23, constraints; 54, limits. */
    static boolean isAboutData(DataAccessException failure) {
        String state = sqlState(failure);
        return state != null && (state.startsWith("22") || state.startsWith("23") || state.startsWith("54"));
    }

    private static @Nullable String sqlState(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql.getSQLState();
            }
        }
        return null;
    }

    /** Whether the same may well succeed another time; not so of an event that can't be decoded, whoever says so. */
    static boolean isOfTheDatabase(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SerializationException) {
                return false;
            }
        }
        return failure instanceof DataAccessException
                || failure instanceof TransactionException
                || failure instanceof EventStoreException
                || failure instanceof LogUnavailableException;
    }
}
