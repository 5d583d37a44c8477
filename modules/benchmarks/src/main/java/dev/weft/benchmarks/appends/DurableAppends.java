package dev.weft.benchmarks.appends;

import dev.weft.persistence.database.DatabaseSettings;
import dev.weft.persistence.database.WeftDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Appends to many documents at once, each caller waiting until its event is durable ({@code fsync} on): updates per second, CPU of this process and of
 * PostgreSQL for each update, and bytes stored for each event, indexes included. Each way has an embedded database of its own in a temporary folder.
 *
 * <p>Arguments: {@code seconds} to measure after as many to warm up (default 10), {@code documents} (200), and ways, of {@code group}, {@code stock}.
 */
public final class DurableAppends {

    /** Bytes of an update of a few typed characters. */
    private static final int UPDATE_BYTES = 40;

    private static final int MOST_WARM_UP_SECONDS = 10;

    private DurableAppends() {}

    public static void main(String[] arguments) throws Exception {
        System.setProperty("axoniq.update-checker.disabled", "true");
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10;
        int documents = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 200;
        System.out.printf(
                "%d documents, an append under way for each, updates of %d bytes, %d s, %d processors, fsync on%n",
                documents, UPDATE_BYTES, seconds, Runtime.getRuntime().availableProcessors());
        System.out.println(
                "| Way | Updates in an event | Updates/s | µs CPU an update, JVM + PostgreSQL | Bytes an event |");
        System.out.println("|---|---|---|---|---|");
        for (String way : arguments.length > 2 ? arguments[2].split(",") : new String[] {"group", "stock"}) {
            for (int updatesPerEvent : new int[] {1, 10}) {
                System.out.println(measure(way, documents, updatesPerEvent, seconds));
            }
        }
    }

    private static String measure(String way, int documents, int updatesPerEvent, int seconds) throws Exception {
        Path folder = Files.createTempDirectory("weft-appends");
        try (WeftDatabase database =
                        WeftDatabase.open(DatabaseSettings.embedded(folder).withMaxConnections(32));
                AppendWay appends = AppendWay.named(way, database)) {
            ServerCpu server = ServerCpu.of(folder);
            run(appends, documents, updatesPerEvent, Math.min(seconds, MOST_WARM_UP_SECONDS));
            Cost before = Cost.now(server);
            long updates = run(appends, documents, updatesPerEvent, seconds);
            Cost cost = Cost.now(server).minus(before);
            return String.format(
                    Locale.ROOT,
                    "| %s | %d | %,d | %.1f + %.1f | %d |",
                    way,
                    updatesPerEvent,
                    updates * 1_000_000_000L / cost.elapsedNanos(),
                    cost.ownCpuNanos() / 1e3 / updates,
                    cost.serverCpuNanos() / 1e3 / updates,
                    bytesPerEvent(appends.table(), database));
        } finally {
            delete(folder);
        }
    }

    /** Keeps one append under way for each document. Returns the number of updates that became durable. */
    private static long run(AppendWay appends, int documents, int updatesPerEvent, int seconds) {
        LongAdder updates = new LongAdder();
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < documents; i++) {
                callers.submit(() -> {
                    SampleDocument document = new SampleDocument(UPDATE_BYTES, updatesPerEvent);
                    appends.append(document.created());
                    while (System.nanoTime() < end) {
                        appends.append(document.edited());
                        updates.add(updatesPerEvent);
                    }
                    return null;
                });
            }
        }
        return updates.sum();
    }

    private static long bytesPerEvent(String table, WeftDatabase database) {
        return JdbcClient.create(database.dataSource())
                .sql("SELECT pg_total_relation_size('" + table + "') / count(*) FROM " + table)
                .query(Long.class)
                .single();
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** What was spent up to some moment. */
    private record Cost(long elapsedNanos, long ownCpuNanos, long serverCpuNanos) {

        static Cost now(ServerCpu server) throws IOException {
            return new Cost(
                    System.nanoTime(),
                    ProcessHandle.current()
                            .info()
                            .totalCpuDuration()
                            .orElseThrow()
                            .toNanos(),
                    server.nanos());
        }

        Cost minus(Cost earlier) {
            return new Cost(
                    elapsedNanos - earlier.elapsedNanos,
                    ownCpuNanos - earlier.ownCpuNanos,
                    serverCpuNanos - earlier.serverCpuNanos);
        }
    }
}
