package dev.weft.api.log;

import dev.weft.api.doc.FaultException;
import dev.weft.engine.log.LogUnavailableException;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.persistence.archive.ArchiveException;
import dev.weft.persistence.archive.HistoryExport;
import dev.weft.persistence.database.WeftDatabase;
import dev.weft.persistence.events.EventLogStorage;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weft export}: the whole history of a workflow as a file. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Writes the whole history of a workflow, byte for byte, for weft import.")
public final class ExportCommand implements Runnable {

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Parameters(paramLabel = "ID", description = "Id of the workflow.")
    private String id = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to (default: standard output).")
    private @Nullable Path output;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        WorkflowId workflowId = WorkflowIds.parsed(id, "ID", spec);
        try (WeftDatabase opened = database.open();
                EventLogStorage log = new EventLogStorage(opened);
                OutputStream out =
                        new BufferedOutputStream(output == null ? System.out : new FileOutputStream(output.toFile()))) {
            long events = new HistoryExport(log.storedEvents()).write(workflowId, out);
            out.flush();
            spec.commandLine().getErr().println("exported " + events + " events of workflow " + workflowId);
        } catch (ArchiveException | LogUnavailableException e) {
            throw new FaultException(e.getMessage());
        } catch (IOException e) {
            throw new FaultException("the history can't be written: " + e.getMessage());
        }
    }
}
