package dev.weft.benchmarks;

import dev.weft.crdt.YText;
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
 * <p>They are read from the folder that the system property {@code weft.traces} names; without one, from the folder of our tests, which
 * holds one small trace. All is gzipped, and begins with four letters:
 *
 * <pre>
 * updates := "TUP1" ‖ varUint n ‖ n × varUint8Array                                    each an update in format 1
 * ops     := "TOP1" ‖ varUint agents ‖ varUint n ‖ n × transaction
 * transaction := varUint agent ‖ varUint parents ‖ parents × varUint ‖ varUint edits ‖ edits × edit
 * edit    := varUint position ‖ varUint deleted ‖ varString inserted                   in UTF-16 units
 * </pre>
 */
public final class Trace {
    static final String FOLDER_PROPERTY = "weft.traces";
    private static final Path DEFAULT_FOLDER = Path.of("modules/crdt/src/test/resources/traces");
    private static final List<String> TEXTS = List.of("automerge-paper", "clownschool");
    private static final int MAGIC_BYTES = 4;

    private final Path folder;
    private final String name;

    private Trace(Path folder, String name) {
        this.folder = folder;
        this.name = name;
    }

    public static Trace of(String name) {
        return in(folder(), name);
    }

    static Trace in(Path folder, String name) {
        return new Trace(folder, name);
    }

    /** The text that most works are about: the first of {@code automerge-paper} and {@code clownschool} that there is. */
    public static Trace mainText() {
        return TEXTS.stream()
                .map(Trace::of)
                .filter(Trace::exists)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("none of the traces " + TEXTS + " is in "
                        + folder().toAbsolutePath() + ": name their folder by --traces, or -D" + FOLDER_PROPERTY));
    }

    String name() {
        return name;
    }

    /** Whether its states are in the folder. */
    boolean exists() {
        return Files.exists(folder.resolve(name + ".state.v1.bin.gz"));
    }

    /** Whether its edits are in the folder. */
    boolean hasEdits() {
        return Files.exists(folder.resolve(name + ".ops.bin.gz"));
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
    void writeUpdates(List<byte[]> updates) throws IOException {
        var out = new ByteWriter();
        for (byte letter : "TUP1".getBytes(StandardCharsets.US_ASCII)) {
            out.writeUint8(letter);
        }
        out.writeVarUint(updates.size());
        updates.forEach(out::writeVarBytes);
        Path file = folder.resolve(name + ".updates.bin.gz");
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

    /** Makes the edits. */
    static void type(List<Edit> edits, YText text) {
        for (Edit edit : edits) {
            if (edit.deleted() > 0) {
                text.delete(edit.position(), edit.deleted());
            }
            if (!edit.inserted().isEmpty()) {
                text.insert(edit.position(), edit.inserted());
            }
        }
    }

    /** The state that the updates lead to, as Yjs encodes it in format 1. */
    public byte[] stateV1() {
        return unzipped(name + ".state.v1.bin.gz");
    }

    /** The state that the updates lead to, as Yjs encodes it in format 2. */
    public byte[] stateV2() {
        return unzipped(name + ".state.v2.bin.gz");
    }

    private byte[] unzipped(String file) {
        Path path = folder.resolve(file);
        try (var in = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path folder() {
        String named = System.getProperty(FOLDER_PROPERTY);
        return named == null ? DEFAULT_FOLDER : Path.of(named);
    }
}
