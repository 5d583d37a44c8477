package dev.weft.api.log;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code weft projections}: what is folded from the log. */
@Command(
        name = "projections",
        mixinStandardHelpOptions = true,
        description = "Shows how far the read models are, and rebuilds them.",
        subcommands = {ProjectionsListCommand.class, ProjectionsRebuildCommand.class, HelpCommand.class})
public final class ProjectionsCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: list or rebuild");
    }
}
