package dev.weft.persistence.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What whoever runs the server reads when the database can't be opened. */
class DatabaseUnavailableIT {

    @TempDir
    private Path temporary;

    @Test
    void fileInPlaceOfTheFolderIsNamed() throws IOException {
        Path file = Files.createFile(temporary.resolve("data"));

        assertThatThrownBy(() -> WeftDatabase.open(DatabaseSettings.embedded(file)))
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("is a file; expected a folder");
    }

    @Test
    void folderThatCannotBeWrittenIsNamed() throws IOException {
        Path below = Files.createFile(temporary.resolve("file")).resolve("data");

        assertThatThrownBy(() -> WeftDatabase.open(DatabaseSettings.embedded(below)))
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessageContaining(below.toString())
                .hasMessageContaining("can't be written");
    }

    @Test
    void clusterOfAnotherVersionIsLeftAlone() throws IOException {
        Path version = Files.createDirectories(temporary.resolve("postgres")).resolve("PG_VERSION");
        Files.writeString(version, "16\n");

        assertThatThrownBy(() -> WeftDatabase.open(DatabaseSettings.embedded(temporary)))
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessageContaining("holds a PostgreSQL 16 cluster; expected version 18");
        assertThat(version).hasContent("16\n");
    }

    @Test
    void folderWithSomethingElseInPlaceOfTheClusterIsLeftAlone() throws IOException {
        Files.createDirectories(temporary.resolve("postgres/holiday-pictures"));

        assertThatThrownBy(() -> WeftDatabase.open(DatabaseSettings.embedded(temporary)))
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessageContaining("is not a PostgreSQL cluster");
    }

    @Test
    void serverThatDoesNotAnswerIsNamedWithoutSecrets() throws IOException {
        int nobody;
        try (var socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }
        var settings = DatabaseSettings.external(
                "jdbc:postgresql://127.0.0.1:" + nobody + "/weft?password=in-the-url", "weft", "secret");

        assertThatThrownBy(() -> WeftDatabase.open(settings))
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessageContaining("jdbc:postgresql://127.0.0.1:" + nobody + "/weft can't be used")
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining("in-the-url");
    }

    @Test
    @ExtendWith(FreshDatabase.class)
    void wrongPasswordIsToldAsSuch(WeftDatabase database) {
        var settings = DatabaseSettings.external(database.pool().getJdbcUrl(), "weft", "wrong");

        assertThatThrownBy(() -> WeftDatabase.open(settings))
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void otherDatabasesThanPostgresAreRefused() {
        assertThatThrownBy(() -> DatabaseSettings.external("jdbc:h2:mem:", "", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must begin with jdbc:postgresql:");
    }
}
