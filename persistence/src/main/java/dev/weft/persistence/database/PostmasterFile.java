package dev.weft.persistence.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * {@code postmaster.pid}: what a running PostgreSQL says about itself, and what a crash leaves behind.
 *
 * <p>Source: PostgreSQL's {@code src/include/utils/pidfile.h}: process id on line 1, port on line 4. The file is written in steps, so
 * the port can be missing for a moment.
 *
 * @param cluster the folder the file is in
 */
record PostmasterFile(Path cluster, long processId, Optional<Integer> port) {

    private static final int PROCESS_ID_LINE = 0;
    private static final int PORT_LINE = 3;

    /** Empty when no server runs on that cluster, and none died on it. */
    static Optional<PostmasterFile> read(Path cluster) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(path(cluster));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        try {
            long processId = lines.isEmpty()
                    ? 0
                    : Long.parseLong(lines.get(PROCESS_ID_LINE).strip());
            Optional<Integer> port = lines.size() > PORT_LINE
                    ? Optional.of(Integer.parseInt(lines.get(PORT_LINE).strip()))
                    : Optional.empty();
            return Optional.of(new PostmasterFile(cluster, processId, port));
        } catch (NumberFormatException e) {
            throw new DatabaseUnavailableException(path(cluster)
                    + " is damaged: expected a process id on line 1 and a port on line 4. If no PostgreSQL runs on that"
                    + " folder, delete the file");
        }
    }

    /**
     * Whether the process that wrote the file still runs.
     *
     * <p>After a crash of the machine, or in a container that starts anew, the number may belong to somebody else by now. PostgreSQL
     * would then refuse to start for ever, so look at what that process is.
     */
    boolean isAlive() {
        return ProcessHandle.of(processId)
                .filter(ProcessHandle::isAlive)
                .filter(process ->
                        process.info().command().map(PostmasterFile::isPostgres).orElse(true))
                .filter(process -> worksInCluster())
                .isPresent();
    }

    /** To be called only by who holds the start lock, and when nothing is alive. */
    void discard() throws IOException {
        Files.deleteIfExists(path(cluster));
    }

    private static boolean isPostgres(String command) {
        String name = Path.of(command).getFileName().toString();
        // Linux marks a program whose file was replaced meanwhile.
        return name.equals("postgres") || name.equals("postgres.exe") || name.equals("postgres (deleted)");
    }

    /** A postmaster changes into its cluster's folder; where the system doesn't show that, assume it. */
    private boolean worksInCluster() {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(processId), "cwd"))
                    .equals(cluster);
        } catch (IOException | UnsupportedOperationException e) {
            return true;
        }
    }

    private static Path path(Path cluster) {
        return cluster.resolve("postmaster.pid");
    }
}
