package dev.weft.persistence.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The open database, with its schema up to date: what everything else of this module is built on.
 *
 * <p>Safe for use by many threads. Whoever opens it closes it, after everything that uses its connections has stopped.
 */
public final class WeftDatabase implements AutoCloseable {

    private final @Nullable EmbeddedServer embedded;
    private final ConnectionPool pool;
    private final String description;

    private WeftDatabase(@Nullable EmbeddedServer embedded, ConnectionPool pool, String description) {
        this.embedded = embedded;
        this.pool = pool;
        this.description = description;
    }

    /**
     * Starts or joins the server if it is an embedded one, migrates the schema, and opens a pool of connections. Several processes may
     * do so at once.
     *
     * @throws DatabaseUnavailableException if that fails; the message tells what, where, and what was expected
     */
    public static WeftDatabase open(DatabaseSettings settings) {
        return switch (settings.location()) {
            case DatabaseLocation.Embedded(var folder) -> {
                EmbeddedServer server = EmbeddedServer.open(folder);
                try {
                    yield new WeftDatabase(
                            server,
                            open(
                                    settings,
                                    server.jdbcUrl(),
                                    PostgresPrograms.SUPERUSER,
                                    server.address().password()),
                            "embedded PostgreSQL in " + folder.toAbsolutePath() + ", " + server.address());
                } catch (Throwable e) {
                    server.close();
                    throw e;
                }
            }
            case DatabaseLocation.External external ->
                new WeftDatabase(
                        null,
                        open(settings, external.jdbcUrl(), external.user(), external.password()),
                        external.toString());
        };
    }

    private static ConnectionPool open(DatabaseSettings settings, String jdbcUrl, String user, String password) {
        var server = new ServerCheck(jdbcUrl, user, password, settings.connectTimeout());
        server.requireSupported();
        Migrations.migrate(server.dataSource());
        return ConnectionPool.open(settings, jdbcUrl, user, password);
    }

    /** Pooled connections, in auto-commit mode. */
    public DataSource dataSource() {
        return pool.dataSource();
    }

    /**
     * A connection of the caller's own, beside the pool: for what must go on when the pool is exhausted, or listens for ever. Its limits are
     * those of pooled ones. The caller closes it, before this database is closed.
     *
     * @param applicationName what the server's list of sessions shows
     */
    public Connection connect(String applicationName) throws SQLException {
        return pool.connect(applicationName);
    }

    /** For the pool's metrics. */
    public HikariDataSource pool() {
        return pool.dataSource();
    }

    /** Which database it is, without secrets: for logs and health. */
    public String description() {
        return description;
    }

    /** Closes the connections; the last user of an embedded server stops it. */
    @Override
    public void close() {
        pool.close();
        if (embedded != null) {
            embedded.close();
        }
    }
}
