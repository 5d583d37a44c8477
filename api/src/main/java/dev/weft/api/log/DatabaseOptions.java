package dev.weft.api.log;

import dev.weft.api.doc.FaultException;
import dev.weft.persistence.database.DatabaseSettings;
import dev.weft.persistence.database.DatabaseUnavailableException;
import dev.weft.persistence.database.WeftDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Says which database a command works on: that of a data folder, or one of the user's own. */
final class DatabaseOptions {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "Folder of the embedded database (default: ./data).")
    private Path data = Path.of("data");

    @Option(
            names = "--spring.datasource.url",
            paramLabel = "URL",
            defaultValue = "${env:WEFT_DATABASE_URL}",
            description = "A PostgreSQL of your own instead (or WEFT_DATABASE_URL).")
    private @Nullable String url;

    @Option(names = "--spring.datasource.username", paramLabel = "NAME", description = "Its user.")
    private @Nullable String user;

    @Option(names = "--spring.datasource.password", paramLabel = "PASSWORD", description = "The user's password.")
    private @Nullable String password;

    /** @throws FaultException if there is none, or it can't be used */
    WeftDatabase open() {
        try {
            if (url != null && !url.isBlank()) {
                return WeftDatabase.open(
                        DatabaseSettings.external(url, user == null ? "" : user, password == null ? "" : password));
            }
            if (!Files.isDirectory(data)) {
                throw new FaultException(
                        "no data folder " + data + ": name the one that the server was started with by --data");
            }
            return WeftDatabase.open(DatabaseSettings.embedded(data));
        } catch (DatabaseUnavailableException | IllegalArgumentException e) {
            throw new FaultException("the database can't be used: " + e.getMessage());
        }
    }
}
