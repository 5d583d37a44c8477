package dev.weft.persistence.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * {@code initdb} and {@code pg_ctl}.
 *
 * <p>The server is started through {@code pg_ctl}, which puts it into a session of its own: an interrupt typed at our terminal must
 * not reach it, because other processes may use it too.
 *
 * @param programs folder with {@code bin}
 * @param prefix what to put before each command, so that PostgreSQL, which refuses to run as root, doesn't see that it does
 */
record PostgresPrograms(Path programs, List<String> prefix) {

    static final String SUPERUSER = "weft";

    private static final Duration TIME_LIMIT = Duration.ofMinutes(5);

    static PostgresPrograms unpacked(DataFolder folder) {
        return new PostgresPrograms(PostgresBinaries.unpacked(folder), prefixForThisUser());
    }

    /** Makes a cluster in {@code folder}, which must not exist. */
    void initialise(Path folder, Path passwordFile) {
        run(
                "PostgreSQL cluster can't be made in " + folder,
                "initdb",
                "--pgdata=" + folder,
                "--username=" + SUPERUSER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                // The same sort order on every system, and needing none of its locales.
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C");
    }

    /**
     * Starts the server and waits until it accepts connections.
     *
     * @param serverOptions as for {@code postgres}; they win over the cluster's configuration file
     */
    void start(DataFolder folder, List<String> serverOptions) {
        try {
            run(
                    "PostgreSQL doesn't start on " + folder.cluster(),
                    "pg_ctl",
                    "start",
                    "--pgdata=" + folder.cluster(),
                    "--log=" + folder.log(),
                    "--options=" + String.join(" ", serverOptions),
                    "--wait",
                    "--timeout=" + TIME_LIMIT.toSeconds());
        } catch (DatabaseUnavailableException e) {
            throw new DatabaseUnavailableException(
                    e.getMessage() + System.lineSeparator() + "End of " + folder.log() + ":" + System.lineSeparator()
                            + folder.logTail(),
                    e);
        }
    }

    /** Stops the server: running transactions are rolled back, everything committed is checkpointed. */
    void stop(Path cluster) {
        run(
                "PostgreSQL on " + cluster + " doesn't stop",
                "pg_ctl",
                "stop",
                "--pgdata=" + cluster,
                "--mode=fast",
                "--wait",
                "--timeout=" + TIME_LIMIT.toSeconds());
    }

    private void run(String failure, String program, String... arguments) {
        var command = new ArrayList<>(prefix);
        command.add(programs.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        Output output = Output.of(command, TIME_LIMIT);
        if (output.exitCode() != 0) {
            throw new DatabaseUnavailableException(failure + ": " + program + " ended with " + output.exitCode() + ": "
                    + output.text().strip());
        }
    }

    /** In a user name space of its own, root is nobody in particular, yet may still touch root's files. */
    private static List<String> prefixForThisUser() {
        if (!isRoot()) {
            return List.of();
        }
        var unshare = List.of("unshare", "--user");
        var attempt = new ArrayList<>(unshare);
        attempt.add("true");
        Output output = Output.of(attempt, Duration.ofSeconds(10));
        if (output.exitCode() != 0) {
            throw new DatabaseUnavailableException(
                    "PostgreSQL refuses to run as root, and it can't be hidden from it here ("
                            + output.text().strip()
                            + "): start the server as another user, or name a database server of your own by its JDBC URL");
        }
        return unshare;
    }

    private static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return System.getProperty("user.name").equals("root");
        }
    }

    private record Output(int exitCode, String text) {

        /** Through a file: a pipe would stay open as long as any server that the program starts. */
        static Output of(List<String> command, Duration limit) {
            try {
                Path text = Files.createTempFile("weft-postgres", ".out");
                try {
                    Process process = new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(text.toFile())
                            .start();
                    process.getOutputStream().close();
                    if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                        process.destroyForcibly();
                        return new Output(-1, "still running after " + limit.toSeconds() + " s");
                    }
                    return new Output(process.exitValue(), Files.readString(text));
                } finally {
                    Files.deleteIfExists(text);
                }
            } catch (IOException e) {
                return new Output(-1, e.toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new DatabaseUnavailableException("interrupted while " + command + " runs", e);
            }
        }
    }
}
