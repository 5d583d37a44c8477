package dev.weft.benchmarks.rebuild;

import dev.weft.persistence.checkpoint.PostgresCheckpoints;
import dev.weft.persistence.database.DatabaseSettings;
import dev.weft.persistence.database.WeftDatabase;
import dev.weft.persistence.events.EventLogStorage;
import dev.weft.persistence.readmodel.ReadModels;
import dev.weft.persistence.readmodel.Rebuild;
import dev.weft.persistence.table.ReadModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Types into many workflows, an event for each update and a save now and then, all mixed, in an embedded database in a temporary folder ({@code fsync} on);
 * then rebuilds the read models: all together, and each alone. The first run warms up, and fills the live tables, with which the others compare.
 *
 * <p>Arguments: {@code events} (default 260,000), {@code workflows} (200).
 */
public final class ReadModelRebuild {

    private static final int EVENTS_PER_APPEND = 200;

    private ReadModelRebuild() {}

    public static void main(String[] arguments) throws Exception {
        System.setProperty("axoniq.update-checker.disabled", "true");
        int events = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 260_000;
        int workflows = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 200;
        Path folder = Files.createTempDirectory("weft-rebuild");
        try (WeftDatabase database = WeftDatabase.open(DatabaseSettings.embedded(folder));
                EventLogStorage log = new EventLogStorage(database)) {
            type(events, workflows, log);
            JdbcClient.create(database.dataSource()).sql("VACUUM ANALYZE").update();
            ReadModels models = new ReadModels(log.events(), new PostgresCheckpoints(database.dataSource()));
            System.out.printf(
                    "%,d events of %d workflows, %d processors, fsync on%n",
                    log.lastPosition(), workflows, Runtime.getRuntime().availableProcessors());
            System.out.println("| Read model | s | Events/s |");
            System.out.println("|---|---|---|");
            System.out.println(row("all, the first in this process", models.all(), database, log));
            System.out.println(row("all", models.all(), database, log));
            for (ReadModel model : models.all()) {
                System.out.println(row(model.name(), List.of(model), database, log));
            }
        } finally {
            delete(folder);
        }
    }

    private static void type(int events, int workflows, EventLogStorage log) {
        List<TypedWorkflow> typed = new ArrayList<>();
        for (int i = 0; i < workflows; i++) {
            typed.add(new TypedWorkflow("workflow " + i, EVENTS_PER_APPEND, log.engine()));
        }
        Random random = new Random(1);
        for (int i = 0; i < events; i++) {
            typed.get(random.nextInt(workflows)).type(random);
        }
        typed.forEach(TypedWorkflow::flush);
    }

    private static String row(String what, List<ReadModel> models, WeftDatabase database, EventLogStorage log) {
        long start = System.nanoTime();
        Rebuild.Outcome outcome = new Rebuild(models, database, log).run(_ -> {});
        double seconds = (System.nanoTime() - start) / 1e9;
        return String.format(Locale.ROOT, "| %s | %.1f | %,.0f |", what, seconds, outcome.events() / seconds);
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
