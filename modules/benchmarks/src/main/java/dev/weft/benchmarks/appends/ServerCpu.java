package dev.weft.benchmarks.appends;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** CPU time of a PostgreSQL and all its processes, those that have ended included; Linux only, elsewhere 0. */
final class ServerCpu {

    /** {@code sysconf(_SC_CLK_TCK)} of every Linux there is. */
    private static final long NANOS_PER_TICK = 10_000_000;

    private static final Path PROCESSES = Path.of("/proc");

    private final String postmaster;

    private ServerCpu(String postmaster) {
        this.postmaster = postmaster;
    }

    /** @param folder an embedded database's */
    static ServerCpu of(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            Path pidFile = files.filter(file -> file.endsWith("postmaster.pid"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no PostgreSQL runs in " + folder));
            return new ServerCpu(Files.readAllLines(pidFile).getFirst().strip());
        }
    }

    long nanos() throws IOException {
        if (!Files.isDirectory(PROCESSES)) {
            return 0;
        }
        long ticks = 0;
        try (var processes = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
            for (Path process : processes) {
                ticks += ticksOf(process);
            }
        }
        return ticks * NANOS_PER_TICK;
    }

    /** Fields of {@code stat} after the name, see proc_pid_stat(5): state 0, parent 1, user time 11, system time 12, those of ended children 13 and 14. */
    private long ticksOf(Path process) throws IOException {
        try {
            String stat = Files.readString(process.resolve("stat"));
            List<String> fields =
                    List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
            if (process.endsWith(postmaster)) {
                return time(fields, 11) + time(fields, 12) + time(fields, 13) + time(fields, 14);
            }
            return fields.get(1).equals(postmaster) ? time(fields, 11) + time(fields, 12) : 0;
        } catch (NoSuchFileException ended) {
            return 0;
        }
    }

    private static long time(List<String> fields, int index) {
        return Long.parseLong(fields.get(index));
    }
}
