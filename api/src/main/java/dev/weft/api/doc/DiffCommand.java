package dev.weft.api.doc;

import dev.weft.crdt.update.MalformedUpdateException;
import dev.weft.crdt.update.StateVector;
import dev.weft.crdt.update.Updates;
import dev.weft.lib0.MalformedInputException;
import java.nio.file.Path;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weft doc diff}: what somebody lacks. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = "Leaves out of an update what is known already. Deletions stay.")
final class DiffCommand implements Runnable {

    @Mixin
    private UpdateFiles files;

    @Parameters(paramLabel = "UPDATE", description = "File that holds an update; - is standard input.")
    private Path update;

    @ArgGroup(multiplicity = "1")
    private Known known;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to write (default: standard output).")
    private @Nullable Path output;

    /** What is known, one way or the other. */
    static final class Known {
        @Option(names = "--known", paramLabel = "FILE", description = "All that this update holds is known.")
        private @Nullable Path update;

        @Option(
                names = "--state-vector",
                paramLabel = "BASE64",
                description = "All that this state vector covers is known.")
        private @Nullable String stateVector;
    }

    @Override
    public void run() {
        StateVector stateVector = stateVector();
        byte[] content = files.read(update);
        try {
            files.write(Updates.diff(content, stateVector, files.format()), output);
        } catch (MalformedUpdateException e) {
            throw UpdateFiles.malformed(update, e);
        }
    }

    private StateVector stateVector() {
        if (known.update != null) {
            try {
                return Updates.stateVectorOf(files.read(known.update), files.format());
            } catch (MalformedUpdateException e) {
                throw UpdateFiles.malformed(known.update, e);
            }
        }
        try {
            return StateVector.decode(Base64.getDecoder().decode(known.stateVector));
        } catch (MalformedInputException | IllegalArgumentException e) {
            throw new FaultException("--state-vector is not the base64 of a state vector: " + e.getMessage());
        }
    }
}
