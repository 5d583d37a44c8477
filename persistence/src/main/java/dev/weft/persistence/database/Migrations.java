package dev.weft.persistence.database;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings schema {@code weft} up to date. Processes that start at once wait for each other; a schema newer than this build is refused. */
final class Migrations {

    private Migrations() {}

    static void migrate(DataSource dataSource) {
        try {
            Flyway.configure()
                    .dataSource(dataSource)
                    .schemas("weft")
                    .locations("classpath:dev/weft/persistence/schema")
                    .validateMigrationNaming(true)
                    .cleanDisabled(true)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new DatabaseUnavailableException("schema weft can't be brought up to date: " + e.getMessage(), e);
        }
    }
}
