package dev.weft.api.doc;

import dev.weft.crdt.update.MalformedUpdateException;
import dev.weft.crdt.update.Updates;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weft doc merge}: several updates as one. */
@Command(
        name = "merge",
        mixinStandardHelpOptions = true,
        description = "Merges updates, in any order, into one that has the effect of all.")
final class MergeCommand implements Runnable {

    @Mixin
    private UpdateFiles files;

    @Parameters(
            arity = "1..*",
            paramLabel = "UPDATE",
            description = "Files that hold one update each; - is standard input.")
    private List<Path> updates;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to write (default: standard output).")
    private @Nullable Path output;

    @Override
    public void run() {
        List<byte[]> contents = new ArrayList<>();
        for (Path file : updates) {
            byte[] update = files.read(file);
            try {
                Updates.validate(update, files.format());
            } catch (MalformedUpdateException e) {
                throw UpdateFiles.malformed(file, e);
            }
            contents.add(update);
        }
        files.write(Updates.merge(contents, files.format()), output);
    }
}
