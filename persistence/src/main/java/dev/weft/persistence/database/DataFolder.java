package dev.weft.persistence.database;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The names inside a data folder.
 *
 * <table>
 *   <caption>Entries</caption>
 *   <tr><td>{@code postgres/}</td><td>the cluster; appears whole, by rename</td></tr>
 *   <tr><td>{@code postgres.new/}</td><td>a cluster being made; of no worth after a crash</td></tr>
 *   <tr><td>{@code postgres.password}</td><td>of the database's owner, readable by the folder's owner only</td></tr>
 *   <tr><td>{@code programs/}</td><td>PostgreSQL's programs, of a user who has no cache folder</td></tr>
 *   <tr><td>{@code postgres.log}</td><td>what PostgreSQL has to say</td></tr>
 *   <tr><td>{@code postgres.lock}</td><td>locked by the process that is starting or stopping the server</td></tr>
 *   <tr><td>{@code postgres.users}</td><td>locked, shared, by each process that uses the server</td></tr>
 * </table>
 *
 * @param root absolute, without symbolic links
 */
record DataFolder(Path root) {

    /** Major version of the clusters that the embedded binaries read and write. */
    static final String POSTGRES_MAJOR = "18";

    private static final int LOG_TAIL_LINES = 15;

    /** Creates the folder if need be and proves that it can be written. */
    static DataFolder at(Path folder) {
        try {
            Files.createDirectories(folder);
            Path root = folder.toRealPath();
            Files.delete(Files.createTempFile(root, ".writable", null));
            return new DataFolder(root);
        } catch (FileAlreadyExistsException e) {
            throw new DatabaseUnavailableException("data folder " + folder + " can't be used: " + e.getFile()
                    + " is a file; expected a folder, or a name that is free");
        } catch (IOException e) {
            throw new DatabaseUnavailableException(
                    "data folder " + folder + " can't be written: " + e + "; expected a folder this user may write", e);
        }
    }

    Path cluster() {
        return root.resolve("postgres");
    }

    Path unfinishedCluster() {
        return root.resolve("postgres.new");
    }

    Path password() {
        return root.resolve("postgres.password");
    }

    Path log() {
        return root.resolve("postgres.log");
    }

    Path startLock() {
        return root.resolve("postgres.lock");
    }

    Path usersLock() {
        return root.resolve("postgres.users");
    }

    Path programs() {
        return root.resolve("programs");
    }

    /** Whether there is a cluster, of the version that we run. */
    boolean hasCluster() throws IOException {
        if (!Files.exists(cluster())) {
            return false;
        }
        Path versionFile = cluster().resolve("PG_VERSION");
        if (!Files.isRegularFile(versionFile)) {
            throw new DatabaseUnavailableException(cluster()
                    + " is not a PostgreSQL cluster: it has no file PG_VERSION; expected one of version "
                    + POSTGRES_MAJOR + ", or nothing");
        }
        String version = Files.readString(versionFile).strip();
        if (!version.equals(POSTGRES_MAJOR)) {
            throw new DatabaseUnavailableException(
                    cluster() + " holds a PostgreSQL " + version + " cluster; expected version " + POSTGRES_MAJOR
                            + ". Dump it with its own version and restore it here, or name another data folder");
        }
        return true;
    }

    void discardUnfinishedCluster() throws IOException {
        if (Files.exists(unfinishedCluster())) {
            try (var paths = Files.walk(unfinishedCluster())) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    /** The end of PostgreSQL's log, for error messages. */
    String logTail() {
        try {
            List<String> lines = Arrays.asList(Files.readString(log()).split("\\R"));
            return String.join(
                    System.lineSeparator(), lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e + ")";
        }
    }
}
