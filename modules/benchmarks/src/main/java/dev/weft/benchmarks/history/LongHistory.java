package dev.weft.benchmarks.history;

import dev.weft.benchmarks.Trace;
import dev.weft.engine.replay.DocumentPath;
import dev.weft.engine.replay.History;
import dev.weft.engine.replay.ReplayStep;
import dev.weft.persistence.checkpoint.PostgresCheckpoints;
import dev.weft.persistence.database.DatabaseSettings;
import dev.weft.persistence.database.WeftDatabase;
import dev.weft.persistence.events.EventLogStorage;
import dev.weft.persistence.readmodel.ReadModelPosition;
import dev.weft.persistence.readmodel.ReadModelProjection;
import dev.weft.persistence.readmodel.ReadModels;
import dev.weft.persistence.verify.Finding;
import dev.weft.persistence.verify.HistoryVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Records a trace as the history of one workflow, an event for each update, in an embedded database in a temporary folder; then looks into its past.
 * Each figure but that of the first run is the median of several, in one process.
 *
 * <p>Argument: the most events (default 260,000).
 */
public final class LongHistory {
    private static final int RUNS = 7;
    private static final int STATES = 41;
    private static final Duration POLL = Duration.ofMillis(100);
    private static final DocumentPath NAME = DocumentPath.parse("/workflow/name");

    private LongHistory() {}

    /** Something to measure. */
    @FunctionalInterface
    private interface Work {
        void run();
    }

    public static void main(String[] arguments) throws Exception {
        System.setProperty("axoniq.update-checker.disabled", "true");
        int mostEvents = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 260_000;
        Path folder = Files.createTempDirectory("weft-history");
        try (WeftDatabase database = WeftDatabase.open(DatabaseSettings.embedded(folder));
                EventLogStorage log = new EventLogStorage(database)) {
            RecordedHistory recorded = new RecordedHistory(log.engine());
            recorded.record(Trace.mainText(), mostEvents);
            PostgresCheckpoints checkpoints = new PostgresCheckpoints(database.dataSource());
            checkpoints.renewed(recorded.workflowId, log.eventLog());
            print(database, recorded);
            HistoryVerifier verifier = new HistoryVerifier(database.dataSource(), log);
            measure(recorded, new History(log.eventLog()), new History(log.eventLog(), checkpoints));
            project(database, log);
            row("verify: hashes, checkpoints, read models", RUNS / 2, () -> verify(verifier, recorded));
        } finally {
            delete(folder);
        }
    }

    private static void print(WeftDatabase database, RecordedHistory recorded) {
        JdbcClient client = JdbcClient.create(database.dataSource());
        client.sql("VACUUM ANALYZE weft.event").update();
        System.out.printf(
                "%,d events in %,d KiB, %s checkpoints kept%n",
                recorded.length(),
                client.sql("SELECT pg_total_relation_size('weft.event') / 1024")
                        .query(Long.class)
                        .single(),
                client.sql(
                                "SELECT count(*) || ' in ' || sum(length(document)) / 1024 || ' KiB of' FROM weft.checkpoint")
                        .query(String.class)
                        .single());
        System.out.println("| What | ms | worst |");
        System.out.println("|---|---|---|");
    }

    private static void measure(RecordedHistory recorded, History fromZero, History history) {
        long last = recorded.length() - 1;
        Random random = new Random(1);
        row("full replay, the first in this process", 1, () -> fromZero.latest(recorded.workflowId));
        row("full replay", RUNS, () -> fromZero.latest(recorded.workflowId));
        row(
                "state at a random event",
                STATES,
                () -> history.stateAt(recorded.workflowId, random.nextLong(recorded.length())));
        row("the event that changed a path, of all", RUNS, () -> {
            ReplayStep found =
                    history.findChange(recorded.workflowId, NAME, 0, last).orElseThrow();
            if (found.event().sequence() != recorded.renamedAt()) {
                throw new IllegalStateException("event " + recorded.renamedAt() + " renamed the workflow, not event "
                        + found.event().sequence());
            }
        });
        row("blame of all", RUNS, () -> history.blame(recorded.workflowId, last));
        row(
                "the edit that brings half of it back",
                RUNS,
                () -> history.reversal(recorded.workflowId, last / 2, 77).update());
    }

    private static void project(WeftDatabase database, EventLogStorage log) throws InterruptedException {
        ReadModels models = new ReadModels(log.events(), new PostgresCheckpoints(database.dataSource()));
        ReadModelPosition position = new ReadModelPosition(database.dataSource());
        try (ReadModelProjection _ = ReadModelProjection.start(models, log, Duration.ZERO, position)) {
            while (position.current() < log.lastPosition()) {
                Thread.sleep(POLL);
            }
        }
    }

    private static void verify(HistoryVerifier verifier, RecordedHistory recorded) {
        if (verifier.verify(recorded.workflowId) instanceof Finding.Off off) {
            throw new IllegalStateException(off.what());
        }
    }

    private static void row(String what, int runs, Work work) {
        double[] millis = new double[runs];
        for (int run = 0; run < runs; run++) {
            long start = System.nanoTime();
            work.run();
            millis[run] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        System.out.printf("| %s | %,.0f | %,.0f |%n", what, millis[runs / 2], millis[runs - 1]);
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
