package dev.weft.api.doc;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code weft doc}: the commands that work on documents and updates alone. */
@Command(
        name = "doc",
        mixinStandardHelpOptions = true,
        description = "Works on documents and updates, without a server.",
        subcommands = {
            EvalCommand.class,
            InspectCommand.class,
            MergeCommand.class,
            DiffCommand.class,
            ConvertCommand.class
        })
public final class DocCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
