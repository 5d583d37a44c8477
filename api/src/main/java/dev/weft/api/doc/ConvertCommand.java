package dev.weft.api.doc;

import dev.weft.crdt.update.MalformedUpdateException;
import dev.weft.crdt.update.UpdateFormat;
import dev.weft.crdt.update.Updates;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weft doc convert}: an update in the other format. */
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        description = "Writes an update in the other format: 1 becomes 2, and with --v2, 2 becomes 1.")
final class ConvertCommand implements Runnable {

    @Mixin
    private UpdateFiles files;

    @Parameters(paramLabel = "UPDATE", description = "File that holds an update; - is standard input.")
    private Path update;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to write (default: standard output).")
    private @Nullable Path output;

    @Override
    public void run() {
        UpdateFormat from = files.format();
        UpdateFormat to = from == UpdateFormat.V1 ? UpdateFormat.V2 : UpdateFormat.V1;
        byte[] content = files.read(update);
        try {
            files.write(Updates.convert(content, from, to), output);
        } catch (MalformedUpdateException e) {
            throw UpdateFiles.malformed(update, e);
        }
    }
}
