package dev.weft.persistence.database;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test that asks for a {@link WeftDatabase} an empty one of its own, on one server for all tests of the module.
 *
 * <p>The server's folder outlives the run, so that the next one starts quickly.
 */
public final class FreshDatabase implements ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(FreshDatabase.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == WeftDatabase.class;
    }

    @Override
    public WeftDatabase resolveParameter(ParameterContext parameter, ExtensionContext context) {
        EmbeddedServer server = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(
                        EmbeddedServer.class,
                        _ -> EmbeddedServer.open(Path.of("target", "test-database")),
                        EmbeddedServer.class);
        return context.getStore(NAMESPACE)
                .computeIfAbsent(Created.class, _ -> Created.on(server.address()), Created.class)
                .database();
    }

    private record Created(ServerAddress server, String name, WeftDatabase database) implements AutoCloseable {

        static Created on(ServerAddress server) {
            String name = "test_" + UUID.randomUUID().toString().replace("-", "");
            execute(server, "CREATE DATABASE " + name);
            return new Created(
                    server,
                    name,
                    WeftDatabase.open(DatabaseSettings.external(
                            server.jdbcUrl(name), PostgresPrograms.SUPERUSER, server.password())));
        }

        @Override
        public void close() {
            database.close();
            execute(server, "DROP DATABASE " + name + " WITH (FORCE)");
        }

        private static void execute(ServerAddress server, String sql) {
            try (var connection = DriverManager.getConnection(
                            server.jdbcUrl("postgres"), PostgresPrograms.SUPERUSER, server.password());
                    var statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(sql, e);
            }
        }
    }
}
