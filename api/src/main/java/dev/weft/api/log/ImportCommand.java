package dev.weft.api.log;

import dev.weft.api.doc.FaultException;
import dev.weft.engine.log.LogUnavailableException;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.persistence.archive.ArchiveException;
import dev.weft.persistence.archive.HistoryImport;
import dev.weft.persistence.database.WeftDatabase;
import dev.weft.persistence.events.EventLogStorage;
import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weft import}: takes in what {@code weft export} wrote. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Takes a history in that weft export wrote, here or elsewhere: whole, or not at all.",
            "Checks its chain of hashes, and refuses an id that is known here."
        })
public final class ImportCommand implements Runnable {

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Option(
            names = "--as",
            paramLabel = "NEW_ID",
            description = "Import a copy under this id. Its name and paths stay those of the original.")
    private @Nullable String as;

    @Option(
            names = {"-i", "--input"},
            paramLabel = "FILE",
            description = "Where from (default: standard input).")
    private @Nullable Path input;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        WorkflowId target = as == null ? null : WorkflowIds.parsed(as, "NEW_ID", spec);
        try (WeftDatabase opened = database.open();
                EventLogStorage log = new EventLogStorage(opened);
                InputStream in =
                        new BufferedInputStream(input == null ? System.in : new FileInputStream(input.toFile()))) {
            HistoryImport.Imported imported = new HistoryImport(opened, log).read(in, target);
            spec.commandLine()
                    .getOut()
                    .println("imported " + imported.events() + " events as workflow " + imported.workflowId()
                            + ", last hash " + HexFormat.of().formatHex(imported.lastHash()));
            spec.commandLine().getOut().flush();
        } catch (ArchiveException | LogUnavailableException e) {
            throw new FaultException(e.getMessage());
        } catch (IOException e) {
            throw new FaultException("the history can't be read: " + e.getMessage());
        }
    }
}
