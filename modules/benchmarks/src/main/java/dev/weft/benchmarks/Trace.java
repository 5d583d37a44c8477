package dev.weft.benchmarks;

import dev.weft.lib0.ByteReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * A recorded editing trace: the Yjs updates of each of its transactions, and the state they lead to.
 *
 * <p>Traces are too large for the repository. They are read from the folder that the system property {@code weft.traces} names, else from
 * {@code ../shared/data/traces} beside the checkout. Updates are in format 1, gzipped: {@code "TUP1", varUint n, n × varUint8Array}.
 */
public final class Trace {
    private static final String FOLDER_PROPERTY = "weft.traces";
    private static final Path DEFAULT_FOLDER = Path.of("../shared/data/traces");
    private static final int MAGIC_BYTES = 4;

    private final String name;

    private Trace(String name) {
        this.name = name;
    }

    public static Trace of(String name) {
        return new Trace(name);
    }

    /** Updates of format 1, one for each transaction that changed something, in causal order. */
    public List<byte[]> updates() {
        var in = new ByteReader(unzipped(name + ".updates.bin.gz"));
        in.skip(MAGIC_BYTES);
        int count = in.readCount("updates", 1);
        var updates = new ArrayList<byte[]>(count);
        for (int i = 0; i < count; i++) {
            byte[] update = in.readVarBytes();
            if (update.length > 0) {
                updates.add(update);
            }
        }
        return updates;
    }

    /** The state that the updates lead to, as Yjs encodes it in format 1. */
    public byte[] stateV1() {
        return unzipped(name + ".state.v1.bin.gz");
    }

    /** The state that the updates lead to, as Yjs encodes it in format 2. */
    public byte[] stateV2() {
        return unzipped(name + ".state.v2.bin.gz");
    }

    private static byte[] unzipped(String file) {
        Path path = folder().resolve(file);
        try (var in = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("trace " + path + ": name its folder by -D" + FOLDER_PROPERTY + "=…", e);
        }
    }

    private static Path folder() {
        String named = System.getProperty(FOLDER_PROPERTY);
        if (named != null) {
            return Path.of(named);
        }
        for (Path base = Path.of("").toAbsolutePath(); base != null; base = base.getParent()) {
            Path folder = base.resolve(DEFAULT_FOLDER).normalize();
            if (Files.isDirectory(folder)) {
                return folder;
            }
        }
        return DEFAULT_FOLDER;
    }
}
