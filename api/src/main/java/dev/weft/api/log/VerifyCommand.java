package dev.weft.api.log;

import dev.weft.engine.workflow.WorkflowId;
import dev.weft.persistence.database.WeftDatabase;
import dev.weft.persistence.events.ChainVerifier;
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

/** {@code weft verify}: whether the log is as it was written. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Checks the chain of hashes of one workflow's events, or of all.",
            "Names the first event of a stream that was altered, and ends with 1 if there is one."
        })
public final class VerifyCommand implements Callable<Integer> {

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Parameters(paramLabel = "ID", arity = "0..1", description = "Id of a workflow (default: all).")
    private @Nullable String id;

    @Spec
    private CommandSpec spec;

    private long streams;
    private long events;
    private long altered;

    @Override
    public Integer call() {
        WorkflowId workflowId = id == null ? null : WorkflowIds.parsed(id, "ID", spec);
        PrintWriter out = spec.commandLine().getOut();
        try (WeftDatabase opened = database.open()) {
            ChainVerifier verifier = new ChainVerifier(opened.dataSource());
            if (workflowId == null) {
                verifier.verifyAll(finding -> report(finding, out));
            } else {
                report(verifier.verify(workflowId), out);
            }
        }
        out.println(streams + " workflows, " + events + " events" + (altered == 0 ? ", all as they were written" : ""));
        out.flush();
        return altered == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private void report(ChainVerifier.Finding finding, PrintWriter out) {
        streams++;
        switch (finding) {
            case ChainVerifier.Finding.Intact intact -> {
                events += intact.events();
                if (id != null) {
                    out.println("last hash " + HexFormat.of().formatHex(intact.lastHash()));
                }
            }
            case ChainVerifier.Finding.Altered(var workflow, long sequence, long position, var type, var defect) -> {
                altered++;
                out.println("workflow " + workflow + ": event " + sequence + " (" + type + ", position " + position
                        + "): " + defect);
            }
        }
    }
}
