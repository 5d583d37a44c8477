package dev.weft.persistence.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

/** The process's connections: bounded in number, and each bounded in how long it may wait for what. */
final class ConnectionPool implements AutoCloseable {

    /** How much longer than the server's own limit a client waits for an answer before it takes the connection for dead. */
    private static final Duration ANSWER_GRACE = Duration.ofSeconds(10);

    private final HikariDataSource dataSource;
    private final String jdbcUrl;
    private final Properties session;

    private ConnectionPool(HikariDataSource dataSource, String jdbcUrl, Properties session) {
        this.dataSource = dataSource;
        this.jdbcUrl = jdbcUrl;
        this.session = session;
    }

    static ConnectionPool open(DatabaseSettings settings, String jdbcUrl, String user, String password) {
        Properties session = sessionProperties(settings, user, password);
        var config = new HikariConfig();
        config.setPoolName("weft");
        config.setJdbcUrl(jdbcUrl);
        config.setDataSourceProperties(session);
        config.setMaximumPoolSize(settings.maxConnections());
        config.setMinimumIdle(Math.min(2, settings.maxConnections()));
        config.setConnectionTimeout(settings.connectTimeout().toMillis());
        return new ConnectionPool(new HikariDataSource(config), jdbcUrl, session);
    }

    private static Properties sessionProperties(DatabaseSettings settings, String user, String password) {
        var session = new Properties();
        if (!user.isEmpty()) {
            session.setProperty("user", user);
        }
        if (!password.isEmpty()) {
            session.setProperty("password", password);
        }
        session.setProperty("ApplicationName", "weft");
        session.setProperty("tcpKeepAlive", "true");
        // A detail may repeat the values of a row, which would put people's documents into log files.
        session.setProperty("logServerErrorDetail", "false");
        session.setProperty("connectTimeout", seconds(settings.connectTimeout()));
        session.setProperty(
                "socketTimeout", seconds(settings.transactionTimeout().plus(ANSWER_GRACE)));
        session.setProperty("options", serverOptions(settings));
        return session;
    }

    HikariDataSource dataSource() {
        return dataSource;
    }

    /** A connection beside the pool, with the same limits. */
    Connection connect(String applicationName) throws SQLException {
        var named = new Properties();
        named.putAll(session);
        named.setProperty("ApplicationName", applicationName);
        return DriverManager.getConnection(jdbcUrl, named);
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
