package dev.weft.persistence.events;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/**
 * Axon's view of transactions over one data source: whatever runs in one transaction of a thread, Axon's SQL or ours through
 * {@link #dataSource()}, shares its connection and its fate. A transaction inside another joins it.
 */
public final class JdbcTransactions implements TransactionManager, ConnectionProvider {

    private final DataSource dataSource;
    private final PlatformTransactionManager manager;

    public JdbcTransactions(DataSource pool) {
        dataSource = new TransactionAwareDataSourceProxy(pool);
        manager = new DataSourceTransactionManager(pool);
    }

    /** Gives out the current transaction's connection, or one in auto-commit mode. */
    public DataSource dataSource() {
        return dataSource;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return dataSource.getConnection();
    }

    /** Does something in one transaction, which an exception rolls back. */
    public <T> T inTransaction(Supplier<T> work) {
        Transaction transaction = startTransaction();
        try {
            T result = work.get();
            transaction.commit();
            return result;
        } catch (RuntimeException e) {
            transaction.rollback();
            throw e;
        }
    }

    @Override
    public Transaction startTransaction() {
        TransactionStatus status = manager.getTransaction(new DefaultTransactionDefinition());
        return new Transaction() {
            @Override
            public void commit() {
                manager.commit(status);
            }

            @Override
            public void rollback() {
                // A failed commit has rolled back by itself.
                if (!status.isCompleted()) {
                    manager.rollback(status);
                }
            }
        };
    }
}
