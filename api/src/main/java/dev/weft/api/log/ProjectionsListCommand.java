package dev.weft.api.log;

import dev.weft.persistence.checkpoint.PostgresCheckpoints;
import dev.weft.persistence.database.WeftDatabase;
import dev.weft.persistence.events.EventLogStorage;
import dev.weft.persistence.readmodel.ProjectionList;
import dev.weft.persistence.readmodel.ReadModels;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code weft projections list}: positions and lag. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {
            "Lists what is folded from the log: the position that it is at, how many events it is behind,",
            "and how many workflows wait in it for an event that it can't take."
        })
public final class ProjectionsListCommand implements Runnable {

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        try (WeftDatabase opened = database.open();
                EventLogStorage log = new EventLogStorage(opened)) {
            ReadModels models = new ReadModels(log.events(), new PostgresCheckpoints(opened.dataSource()));
            print(new ProjectionList(models, opened.dataSource()).all());
        }
    }

    private void print(List<ProjectionList.Projection> projections) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, "%-18s %12s %12s %8s%n", "NAME", "POSITION", "LAG", "PARKED");
        for (ProjectionList.Projection projection : projections) {
            out.printf(
                    Locale.ROOT,
                    "%-18s %12d %12d %8d%s%n",
                    projection.name(),
                    projection.position(),
                    projection.lag(),
                    projection.parked(),
                    projection.copyPosition().isPresent()
                            ? "  (a rebuild of it is at position "
                                    + projection.copyPosition().getAsLong() + ")"
                            : "");
        }
        out.flush();
    }
}
