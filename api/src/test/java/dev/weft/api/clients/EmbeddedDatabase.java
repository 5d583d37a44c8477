package dev.weft.api.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The database in the data folder of servers, for tests that kill it. */
final class EmbeddedDatabase {

    private final Path postmasterFile;

    /** @param data folder of the servers */
    EmbeddedDatabase(Path data) {
        postmasterFile = data.resolve("postgres/postmaster.pid");
    }

    boolean isRunning() {
        return Files.exists(postmasterFile);
    }

    /** {@code kill -9} of the postmaster: its children end when they notice. Nothing to do if it is dead already. */
    void kill() {
        try {
            long pid =
                    Long.parseLong(Files.readAllLines(postmasterFile).getFirst().strip());
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
