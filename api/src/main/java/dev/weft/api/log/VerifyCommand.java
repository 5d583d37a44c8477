package dev.weft.api.log;

import dev.weft.api.doc.FaultException;
import dev.weft.engine.log.LogUnavailableException;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.persistence.database.WeftDatabase;
import dev.weft.persistence.events.EventLogStorage;
import dev.weft.persistence.verify.Finding;
import dev.weft.persistence.verify.HistoryVerifier;
import java.io.Console;
import java.io.PrintWriter;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weft verify}: whether everything is as it was written, and as the log gives it. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Checks the chain of hashes of one workflow's events, or of all, folds them from the first on,",
            "and compares checkpoints and all read models with that.",
            "Names the first thing of each workflow that is off, and ends with 1 if there is one."
        })
public final class VerifyCommand implements Callable<Integer> {

    private static final long PROGRESS_NANOS = 1_000_000_000L;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Parameters(paramLabel = "ID", arity = "0..1", description = "Id of a workflow (default: all).")
    private @Nullable String id;

    @Spec
    private CommandSpec spec;

    private long workflows;
    private long events;
    private long off;
    private long lastProgressNanos = System.nanoTime();

    @Override
    public Integer call() {
        WorkflowId workflowId = id == null ? null : WorkflowIds.parsed(id, "ID", spec);
        PrintWriter out = spec.commandLine().getOut();
        try (WeftDatabase opened = database.open();
                EventLogStorage log = new EventLogStorage(opened)) {
            HistoryVerifier verifier = new HistoryVerifier(opened.dataSource(), log);
            if (workflowId == null) {
                verifier.verifyAll(finding -> report(finding, out));
            } else {
                report(verifier.verify(workflowId), out);
            }
        } catch (LogUnavailableException e) {
            throw new FaultException(e.getMessage());
        }
        out.println(workflows + " workflows, " + events + " events"
                + (off == 0
                        ? ", all as they were written, and all else as they give it"
                        : ", " + off + " of them off"));
        out.flush();
        return off == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private void report(Finding finding, PrintWriter out) {
        switch (finding) {
            case Finding.Intact(WorkflowId workflowId, long length, byte[] lastHash) -> {
                workflows++;
                events += length;
                if (id != null && length == 0) {
                    throw new FaultException("workflow " + workflowId + " has no events");
                }
                if (id != null) {
                    out.println("last hash " + HexFormat.of().formatHex(lastHash));
                }
            }
            case Finding.Off(WorkflowId workflowId, String what) -> {
                workflows += workflowId == null ? 0 : 1;
                off++;
                out.println((workflowId == null ? "" : "workflow " + workflowId + ": ") + what);
                out.flush();
            }
        }
        showProgress();
    }

    private void showProgress() {
        Console console = System.console();
        if (console != null && console.isTerminal() && System.nanoTime() - lastProgressNanos > PROGRESS_NANOS) {
            lastProgressNanos = System.nanoTime();
            spec.commandLine().getErr().println(workflows + " workflows, " + events + " events so far");
        }
    }
}
