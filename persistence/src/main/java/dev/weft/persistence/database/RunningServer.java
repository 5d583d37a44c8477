package dev.weft.persistence.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

/** Finds the server that runs on a data folder, and tells whether it is one that we would have started. */
final class RunningServer {

    private static final Duration POLL = Duration.ofMillis(50);
    private static final String WRONG_PASSWORD = "28P01";

    private final DataFolder folder;
    private final String password;

    RunningServer(DataFolder folder, String password) {
        this.folder = folder;
        this.password = password;
    }

    /**
     * Where the server answers; empty if none runs. Waits for one that is starting, recovering or stopping.
     *
     * @throws DatabaseUnavailableException if a server runs, and doesn't answer in time or doesn't let us in
     */
    Optional<ServerAddress> find(Duration limit) throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            Optional<PostmasterFile> file = PostmasterFile.read(folder.cluster());
            if (file.isEmpty() || !file.get().isAlive()) {
                return Optional.empty();
            }
            String silence = "it names no port yet";
            if (file.get().port().isPresent()) {
                var address = new ServerAddress(file.get().port().get(), password);
                try (Connection _ = connect(address)) {
                    return Optional.of(address);
                } catch (SQLException e) {
                    if (WRONG_PASSWORD.equals(e.getSQLState())) {
                        throw new DatabaseUnavailableException(
                                "PostgreSQL on " + folder.cluster() + " refuses the password in " + folder.password()
                                        + ": was it replaced?",
                                e);
                    }
                    silence = e.getMessage();
                }
            }
            if (System.nanoTime() - deadline > 0) {
                throw new DatabaseUnavailableException("PostgreSQL on " + folder.cluster() + " runs as process "
                        + file.get().processId() + " and doesn't answer: " + silence);
            }
            Pause.of(POLL);
        }
    }

    /** Why that server should not be used as it is: other settings, another version, another folder; or empty. */
    Optional<String> objectionTo(ServerAddress address) throws IOException {
        try (Connection connection = connect(address)) {
            Path cluster = Path.of(show(connection, "data_directory"));
            if (!Files.isSameFile(cluster, folder.cluster())) {
                return Optional.of("it keeps its data in " + cluster);
            }
            for (var expected : Cluster.DURABILITY.entrySet()) {
                String actual = show(connection, expected.getKey());
                if (!actual.equals(expected.getValue())) {
                    return Optional.of(
                            "its " + expected.getKey() + " is " + actual + ", expected " + expected.getValue());
                }
            }
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    static void createDatabaseIfAbsent(ServerAddress address, String database) {
        try (Connection connection = connect(address);
                var statement = connection.createStatement();
                var found = statement.executeQuery("SELECT FROM pg_database WHERE datname = '" + database + "'")) {
            if (!found.next()) {
                statement.executeUpdate("CREATE DATABASE " + database);
            }
        } catch (SQLException e) {
            throw new DatabaseUnavailableException("database " + database + " can't be created at " + address, e);
        }
    }

    private static String show(Connection connection, String setting) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("SHOW " + setting)) {
            result.next();
            return result.getString(1);
        }
    }

    private static Connection connect(ServerAddress address) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", PostgresPrograms.SUPERUSER);
        properties.setProperty("password", address.password());
        properties.setProperty("loginTimeout", "10");
        properties.setProperty("socketTimeout", "10");
        return DriverManager.getConnection(address.jdbcUrl("postgres"), properties);
    }
}
