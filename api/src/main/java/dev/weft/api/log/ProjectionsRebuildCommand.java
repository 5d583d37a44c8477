package dev.weft.api.log;

import dev.weft.api.doc.FaultException;
import dev.weft.persistence.checkpoint.PostgresCheckpoints;
import dev.weft.persistence.database.WeftDatabase;
import dev.weft.persistence.events.EventLogStorage;
import dev.weft.persistence.readmodel.AlreadyRebuildingException;
import dev.weft.persistence.readmodel.ReadModels;
import dev.weft.persistence.readmodel.Rebuild;
import dev.weft.persistence.readmodel.RebuildRefusedException;
import dev.weft.persistence.table.ReadModel;
import java.io.Console;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weft projections rebuild}: folds a read model from the first event, beside the live one. */
@Command(
        name = "rebuild",
        mixinStandardHelpOptions = true,
        description = {
            "Folds a read model from the first event on, into a copy beside the live tables, while people read these and edit.",
            "Then compares, and gives the live tables the rows of the copy in one transaction.",
            "Interrupted, it goes on where it stopped when it is started again."
        })
public final class ProjectionsRebuildCommand implements Runnable {

    private static final String ALL = "all";
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Parameters(
            paramLabel = "NAME",
            description = "Name of a read model, as projections list shows it, or 'all' for all of them together.")
    private String name = "";

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        try (WeftDatabase opened = database.open();
                EventLogStorage log = new EventLogStorage(opened)) {
            ReadModels models = new ReadModels(log.events(), new PostgresCheckpoints(opened.dataSource()));
            print(new Rebuild(chosen(models), opened, log).run(showingProgress()));
        } catch (AlreadyRebuildingException | RebuildRefusedException e) {
            throw new FaultException(e.getMessage());
        }
    }

    private List<ReadModel> chosen(ReadModels models) {
        if (name.equals(ALL)) {
            return models.all();
        }
        return List.of(models.named(name)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "NAME is '" + name + "', expected one of " + String.join(", ", models.names()) + ", or all")));
    }

    /** One line that is written anew, for people; nothing when nobody looks. */
    private Consumer<Rebuild.Progress> showingProgress() {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            return _ -> {};
        }
        PrintWriter err = spec.commandLine().getErr();
        return progress -> {
            err.print("\r" + line(progress) + "\u001b[K");
            err.flush();
        };
    }

    private static String line(Rebuild.Progress progress) {
        double seconds = (double) progress.nanos() / NANOS_PER_SECOND;
        double perSecond = progress.events() / Math.max(seconds, 1e-3);
        long left = Math.max(0, progress.lastPosition() - progress.position());
        long percent = progress.lastPosition() == 0 ? 100 : 100 * progress.position() / progress.lastPosition();
        return String.format(Locale.ROOT, "%d%%, %,.0f events/s, %d s left", Math.min(100, percent), perSecond, (long)
                Math.ceil(left / Math.max(perSecond, 1)));
    }

    private void print(Rebuild.Outcome outcome) {
        PrintWriter out = spec.commandLine().getOut();
        if (outcome.resumedAt() > 0) {
            out.println("went on at position " + outcome.resumedAt());
        }
        out.println("rebuilt from " + outcome.events() + " events, at position " + outcome.position());
        outcome.differences().forEach((model, differences) -> {
            if (differences.rows() == 0) {
                out.println(model + ": the live tables were the same, row by row");
            } else {
                out.println(model + ": " + differences.rows() + " rows were different, for instance");
                out.println("    " + differences.first());
            }
        });
        out.flush();
    }
}
