package dev.weft.benchmarks;

import dev.weft.lib0.ByteReader;
import dev.weft.lib0.ByteWriter;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A recorded editing trace: the Yjs updates of each of its transactions, and the state they lead to.
 *
 * <p>Traces are too large for the repository. They are read from the folder that the system property {@code weft.traces} names, else from
 * {@code ../shared/data/traces} beside the checkout. All is gzipped, and begins with four letters:
 *
 * <pre>
 * updates := "TUP1" ‖ varUint n ‖ n × varUint8Array                                    each an update in format 1
 * ops     := "TOP1" ‖ varUint agents ‖ varUint n ‖ n × transaction
 * transaction := varUint agent ‖ varUint parents ‖ parents × varUint ‖ varUint edits ‖ edits × edit
 * edit    := varUint position ‖ varUint deleted ‖ varString inserted                   in UTF-16 units
 * </pre>
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

    /** Writes updates as a trace that {@code peers.mjs} can read. */
    static void writeUpdates(Path file, List<byte[]> updates) throws IOException {
        var out = new ByteWriter();
        for (byte letter : "TUP1".getBytes(StandardCharsets.US_ASCII)) {
            out.writeUint8(letter);
        }
        out.writeVarUint(updates.size());
        updates.forEach(out::writeVarBytes);
        try (var gzip = new GZIPOutputStream(Files.newOutputStream(file))) {
            gzip.write(out.toByteArray());
        }
    }

    /**
     * One edit of a text: first {@code deleted} units go, then {@code inserted} comes.
     *
     * @param position in UTF-16 units
     * @param deleted in UTF-16 units
     */
    record Edit(int position, int deleted, String inserted) {}

    /** The edits of a sequential trace, in order. */
    List<Edit> edits() {
        var in = new ByteReader(unzipped(name + ".ops.bin.gz"));
        in.skip(MAGIC_BYTES);
        in.readVarUint(); // agents
        var edits = new ArrayList<Edit>();
        for (int transactions = in.readCount("transactions", 1); transactions > 0; transactions--) {
            in.readVarUint(); // agent
            for (int parents = in.readCount("parents", 1); parents > 0; parents--) {
                in.readVarUint();
            }
            for (int patches = in.readCount("edits", 1); patches > 0; patches--) {
                edits.add(new Edit((int) in.readVarUint(), (int) in.readVarUint(), in.readString()));
            }
        }
        return edits;
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

    static Path folder() {
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
