package dev.weft.api.log;

import dev.weft.api.doc.DocumentJson;
import dev.weft.api.doc.FaultException;
import dev.weft.engine.replay.Author;
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
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
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
            description = "The first event to show (default: 0).")
    private long from;

    @Option(names = "--to", paramLabel = "N", description = "The last event to show (default: the last there is).")
    private @Nullable Long to;

    @ArgGroup
    private @Nullable Mode mode;

    @Spec
    private CommandSpec spec;

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
        if (mode != null && mode.breakAt != null) {
            showChange(history, workflowId, path(mode.breakAt), out);
        } else if (mode != null && mode.without != null) {
            showWithout(history.without(workflowId, isNamed(mode.without)), mode.without, out);
        } else {
            showAll(history.replay(workflowId, from), mode != null && mode.follow, out);
        }
        out.flush();
    }

    private void showAll(Replay replay, boolean follow, PrintWriter out) throws InterruptedException {
        while (to == null || replay.nextSequence() <= to) {
            Optional<ReplayStep> step = replay.next();
            if (step.isPresent()) {
                out.println(StepText.of(step.get()));
            } else if (follow) {
                out.flush();
                Thread.sleep(POLL_MILLIS);
            } else {
                return;
            }
        }
    }

    private void showChange(History history, WorkflowId workflowId, DocumentPath path, PrintWriter out) {
        long last = to == null ? history.lastSequence(workflowId) : to;
        history.findChange(workflowId, path, from, last)
                .ifPresentOrElse(
                        step -> out.println(StepText.of(step)),
                        () -> out.println(path + " is the same after event " + from + " and after event " + last));
    }

    private static void showWithout(WithoutThem without, String name, PrintWriter out) {
        out.println("without " + name + ": " + without.omitted().size() + " edits left out, "
                + without.dependents().size() + " later edits of others were built upon them");
        for (Author author : without.dependents()) {
            out.println("    #" + author.sequence() + "  " + StepText.of(author));
        }
        out.println(DocumentJson.of(without.document()));
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
