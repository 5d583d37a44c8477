package dev.weft.persistence.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A look at the server before it is used, over connections without any of our time-outs: migrations may take long. */
final class ServerCheck {

    private static final Logger log = LoggerFactory.getLogger(ServerCheck.class);

    /** The first with {@code transaction_timeout}. */
    private static final int OLDEST_MAJOR = 17;

    private final String jdbcUrl;
    private final PGSimpleDataSource dataSource = new PGSimpleDataSource();

    ServerCheck(String jdbcUrl, String user, String password, Duration connectTimeout) {
        this.jdbcUrl = jdbcUrl;
        dataSource.setUrl(jdbcUrl);
        if (!user.isEmpty()) {
            dataSource.setUser(user);
        }
        if (!password.isEmpty()) {
            dataSource.setPassword(password);
        }
        dataSource.setApplicationName("weft migration");
        dataSource.setConnectTimeout((int) Math.max(1, connectTimeout.toSeconds()));
    }

    DataSource dataSource() {
        return dataSource;
    }

    /** @throws DatabaseUnavailableException if the server doesn't answer or is too old */
    void requireSupported() {
        try (Connection connection = dataSource.getConnection();
                var statement = connection.createStatement();
                var result = statement.executeQuery("SELECT current_setting('fsync')")) {
            int major = connection.getMetaData().getDatabaseMajorVersion();
            if (major < OLDEST_MAJOR) {
                throw new DatabaseUnavailableException(
                        address() + " is PostgreSQL " + major + "; expected " + OLDEST_MAJOR + " or newer");
            }
            result.next();
            if (result.getString(1).equals("off")) {
                log.warn("{} runs with fsync=off: a crash of its machine loses acknowledged edits", address());
            }
        } catch (SQLException e) {
            throw new DatabaseUnavailableException(address() + " can't be used: " + e.getMessage(), e);
        }
    }

    private String address() {
        return new DatabaseLocation.External(jdbcUrl, "", "").toString();
    }
}
