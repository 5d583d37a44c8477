package dev.weft.persistence.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;

/** The process's connections: bounded in number, and each bounded in how long it may wait for what. */
record ConnectionPool(HikariDataSource dataSource) implements AutoCloseable {

    /** How much longer than the server's own limit a client waits for an answer before it takes the connection for dead. */
    private static final Duration ANSWER_GRACE = Duration.ofSeconds(10);

    static ConnectionPool open(DatabaseSettings settings, String jdbcUrl, String user, String password) {
        var config = new HikariConfig();
        config.setPoolName("weft");
        config.setJdbcUrl(jdbcUrl);
        if (!user.isEmpty()) {
            config.setUsername(user);
        }
        if (!password.isEmpty()) {
            config.setPassword(password);
        }
        config.setMaximumPoolSize(settings.maxConnections());
        config.setMinimumIdle(Math.min(2, settings.maxConnections()));
        config.setConnectionTimeout(settings.connectTimeout().toMillis());
        config.addDataSourceProperty("ApplicationName", "weft");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("connectTimeout", seconds(settings.connectTimeout()));
        config.addDataSourceProperty(
                "socketTimeout", seconds(settings.transactionTimeout().plus(ANSWER_GRACE)));
        config.addDataSourceProperty("options", serverOptions(settings));
        return new ConnectionPool(new HikariDataSource(config));
    }

    /** Durability is asked for in each session: a server's own default may be weaker. */
    private static String serverOptions(DatabaseSettings settings) {
        return "-c synchronous_commit=on"
                + " -c statement_timeout=" + settings.statementTimeout().toMillis()
                + " -c lock_timeout=" + settings.lockTimeout().toMillis()
                + " -c transaction_timeout=" + settings.transactionTimeout().toMillis()
                + " -c idle_in_transaction_session_timeout="
                + settings.transactionTimeout().toMillis();
    }

    private static String seconds(Duration duration) {
        return Long.toString(Math.max(1, duration.toSeconds()));
    }

    @Override
    public void close() {
        dataSource.close();
    }
}
