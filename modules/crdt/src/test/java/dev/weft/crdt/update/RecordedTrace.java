package dev.weft.crdt.update;

import dev.weft.lib0.ByteReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** A recorded editing trace in {@code src/test/resources/traces}, whose README says what the files hold. */
public final class RecordedTrace {
    private static final int MAGIC_BYTES = 4;

    private final String name;

    private RecordedTrace(String name) {
        this.name = name;
    }

    public static RecordedTrace clownschool() {
        return new RecordedTrace("clownschool");
    }

    /** Updates of format 1, one for each transaction, in causal order. */
    public List<byte[]> updates() {
        var in = new ByteReader(unzipped("updates"));
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

    public byte[] state(UpdateFormat format) {
        return unzipped(format == UpdateFormat.V1 ? "state.v1" : "state.v2");
    }

    private byte[] unzipped(String file) {
        String resource = "/traces/" + name + "." + file + ".bin.gz";
        try (var in = new GZIPInputStream(
                Objects.requireNonNull(RecordedTrace.class.getResourceAsStream(resource), resource))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
