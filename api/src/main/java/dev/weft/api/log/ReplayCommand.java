package dev.weft.api.log;

import dev.weft.api.doc.DocumentJson;
import dev.weft.api.doc.FaultException;
import dev.weft.engine.replay.Author;
import dev.weft.engine.replay.Change;
import dev.weft.engine.replay.DocumentPath;
import dev.weft.engine.replay.History;
import dev.weft.engine.replay.NoSuchStateException;
import dev.weft.engine.replay.Replay;
import dev.weft.engine.replay.ReplayStep;
import dev.weft.engine.replay.WithoutThem;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.persistence.checkpoint.PostgresCheckpoints;
import dev.weft.persistence.database.WeftDatabase;
import dev.weft.persistence.events.EventLogStorage;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weft replay}: what happened to a workflow, event by event. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = "Shows the events of a workflow one by one: who, when, and what it changed.")
public final class ReplayCommand implements Runnable {

    private static final long POLL_MILLIS = 300;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Parameters(paramLabel = "ID", description = "Id of the workflow.")
    private String id = "";

    @Option(
            names = "--from",
            paramLabel = "N",
            defaultValue = "0",
            description = "The first event to show, or a time such as 2026-01-31T12:00:00Z (default: 0).")
    private String first = "0";

    @Option(
            names = "--to",
            paramLabel = "N",
            description = "The last event to show, or a time (default: the last there is).")
    private @Nullable String last;

    @ArgGroup
    private @Nullable Mode mode;

    @Spec
    private CommandSpec spec;

    private final StepText text = new StepText(Ansi.AUTO.enabled());

    /** What to do instead of showing all events that there are; at most one. */
    static final class Mode {
        @Option(names = "--follow", description = "Go on with events as they come, until interrupted.")
        boolean follow;

        @Option(
                names = "--break",
                paramLabel = "PATH",
                description = "Show only the event that changed what is at a path, such as /jobs/0/body."
                        + " It is found by bisection between --from and --to.")
        @Nullable
        String breakAt;

        @Option(
                names = "--without",
                paramLabel = "NAME",
                description = "Show what the document would be now had this principal, or tool, not edited it.")
        @Nullable
        String without;
    }

    @Override
    public void run() {
        WorkflowId workflowId = WorkflowIds.parsed(id, "ID", spec);
        try (WeftDatabase opened = database.open();
                EventLogStorage log = new EventLogStorage(opened)) {
            show(new History(log.eventLog(), new PostgresCheckpoints(opened.dataSource())), workflowId);
        } catch (NoSuchStateException e) {
            throw new FaultException(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void show(History history, WorkflowId workflowId) throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        long from = sequence(history, workflowId, "--from", first);
        Long to = last == null ? null : sequence(history, workflowId, "--to", last);
        if (mode != null && mode.breakAt != null) {
            showChange(history, workflowId, path(mode.breakAt), from, to, out);
        } else if (mode != null && mode.without != null) {
            showWithout(history.without(workflowId, isNamed(mode.without)), mode.without, out);
        } else {
            showAll(history.replay(workflowId, from), to, mode != null && mode.follow, out);
        }
        out.flush();
    }

    private long sequence(History history, WorkflowId workflowId, String option, String point) {
        if (point.matches("[0-9]{1,18}")) {
            return Long.parseLong(point);
        }
        try {
            return history.sequenceAt(workflowId, Instant.parse(point));
        } catch (DateTimeParseException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    option + " is '" + point
                            + "', expected the sequence of an event, or a time such as 2026-01-31T12:00:00Z",
                    e);
        }
    }

    private void showAll(Replay replay, @Nullable Long to, boolean follow, PrintWriter out)
            throws InterruptedException {
        while (to == null || replay.nextSequence() <= to) {
            Optional<ReplayStep> step = replay.next();
            if (step.isPresent()) {
                out.println(text.of(step.get()));
            } else if (follow) {
                out.flush();
                Thread.sleep(POLL_MILLIS);
            } else {
                return;
            }
        }
    }

    private void showChange(
            History history, WorkflowId workflowId, DocumentPath path, long from, @Nullable Long to, PrintWriter out) {
        long end = to == null ? history.lastSequence(workflowId) : to;
        history.findChange(workflowId, path, from, end)
                .ifPresentOrElse(
                        step -> out.println(text.of(step)),
                        () -> out.println(path + " is the same after event " + from + " and after event " + end));
    }

    private void showWithout(WithoutThem without, String name, PrintWriter out) {
        out.println("without " + name + ": " + counted(without.omitted().size(), "edit") + " left out");
        for (Change change : without.changes()) {
            out.println("    " + text.of(change));
        }
        if (!without.dependents().isEmpty()) {
            out.println(counted(without.dependents().size(), "later edit") + " of others built upon them:");
        }
        for (Author author : without.dependents()) {
            out.println("    #" + author.sequence() + "  " + text.of(author));
        }
        out.println("the document would be");
        out.println(DocumentJson.of(without.document()));
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private DocumentPath path(String pointer) {
        try {
            return DocumentPath.parse(pointer);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private static Predicate<Author> isNamed(String name) {
        return author -> name.equals(author.principal()) || name.equals(author.tool());
    }
}
