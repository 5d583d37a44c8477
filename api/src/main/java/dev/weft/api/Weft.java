package dev.weft.api;

import dev.weft.api.doc.DocCommand;
import dev.weft.api.doc.FaultException;
import dev.weft.api.log.ExportCommand;
import dev.weft.api.log.ImportCommand;
import dev.weft.api.log.ProjectionsCommand;
import dev.weft.api.log.ReplayCommand;
import dev.weft.api.log.VerifyCommand;
import dev.weft.api.serve.ServeCommand;
import dev.weft.api.train.TrainCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command line of Weft.
 *
 * <p>Exit codes: 0, done; 1, found a fault (malformed input, a server that could not start); 2, wrong usage.
 */
@Command(
        name = "weft",
        description = "An event-sourced CRDT collaboration engine for editors that speak Yjs.",
        subcommands = {
            ServeCommand.class,
            DocCommand.class,
            ReplayCommand.class,
            VerifyCommand.class,
            ExportCommand.class,
            ImportCommand.class,
            ProjectionsCommand.class,
            TrainCommand.class,
            HelpCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Weft.Version.class)
public final class Weft implements Runnable {

    @Spec
    private CommandSpec spec;

    private Weft() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Weft()).setExecutionExceptionHandler((failure, commandLine, parsed) -> {
            if (failure instanceof FaultException fault) {
                commandLine.getErr().println(fault.getMessage());
                return CommandLine.ExitCode.SOFTWARE;
            }
            throw failure;
        });
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    /** Tells the version that the build wrote into the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Weft.class.getPackage().getImplementationVersion();
            return new String[] {"weft " + (version == null ? "(not packaged)" : version)};
        }
    }
}
