package dev.weft.sync.awareness;

import dev.weft.lib0.ByteReader;
import dev.weft.lib0.ByteWriter;
import dev.weft.lib0.JsonText;
import dev.weft.lib0.MalformedInputException;
import java.util.ArrayList;
import java.util.List;

/**
 * What one replica tells another about clients.
 *
 * <pre>
 * update := varUint n ‖ n × ( varUint clientId ‖ varUint clock ‖ varString json )
 * </pre>
 *
 * <p>Reading checks that every state is JSON, so that what is passed on can't make a client's parser throw.
 *
 * <p>Source: y-protocols 1.0.7, {@code awareness.js}.
 *
 * @param entries at most one for each client in what {@link Awareness} makes; any in what is read
 */
public record AwarenessUpdate(List<AwarenessEntry> entries) {
    public static final AwarenessUpdate EMPTY = new AwarenessUpdate(List.of());

    /** Bytes of an entry of the shortest kind: a client id, a clock, and a JSON text of one digit with its length. */
    private static final int MIN_ENTRY_BYTES = 4;

    public AwarenessUpdate {
        entries = List.copyOf(entries);
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /**
     * Reads one update, up to the end of the input.
     *
     * @throws MalformedInputException if it isn't one, or if it exceeds the limits
     */
    public static AwarenessUpdate read(ByteReader reader, AwarenessLimits limits) {
        int start = reader.position();
        int count = reader.readCount("awareness entries", MIN_ENTRY_BYTES);
        if (count > limits.maxEntries()) {
            reader.position(start);
            throw reader.malformed(count + " awareness entries", "at most " + limits.maxEntries());
        }
        var entries = new ArrayList<AwarenessEntry>(count);
        for (int i = 0; i < count; i++) {
            entries.add(new AwarenessEntry(reader.readVarUint(), reader.readVarUint(), readState(reader, limits)));
        }
        if (reader.hasRemaining()) {
            throw reader.malformed(reader.remaining() + " more bytes", "the end of the awareness update");
        }
        return new AwarenessUpdate(entries);
    }

    /** As {@link #read}, for an array that holds an update and nothing else. */
    public static AwarenessUpdate decode(byte[] update, AwarenessLimits limits) {
        return read(new ByteReader(update), limits);
    }

    /**
     * Reads {@code varUint length ‖ update}, as every dialect wraps it, up to the end of the input.
     *
     * @throws MalformedInputException as {@link #read}, and if anything follows
     */
    public static AwarenessUpdate readBody(ByteReader reader, AwarenessLimits limits) {
        int length = reader.readLength("an awareness update");
        if (length < reader.remaining()) {
            reader.skip(length);
            throw reader.malformed(reader.remaining() + " more bytes", "the end of the frame");
        }
        return read(reader, limits);
    }

    private static String readState(ByteReader reader, AwarenessLimits limits) {
        int start = reader.position();
        int length = reader.readLength("an awareness state");
        if (length > limits.maxStateBytes()) {
            reader.position(start);
            throw reader.malformed(
                    "an awareness state of " + length + " bytes", "at most " + limits.maxStateBytes() + " bytes");
        }
        int textStart = reader.position();
        int textOffset = reader.offset();
        reader.position(start);
        String json = reader.readString();
        try {
            JsonText.check(reader.array(), textStart, textStart + length);
        } catch (MalformedInputException e) {
            throw new MalformedInputException(textOffset + e.offset(), e.found(), e.expected());
        }
        return json;
    }

    public void write(ByteWriter writer) {
        writer.writeVarUint(entries.size());
        for (AwarenessEntry entry : entries) {
            writer.writeVarUint(entry.clientId());
            writer.writeVarUint(entry.clock());
            writer.writeString(entry.json());
        }
    }

    /** Writes {@code varUint length ‖ update}. */
    public void writeBody(ByteWriter writer) {
        writer.writeVarBytes(encode());
    }

    public byte[] encode() {
        var writer = new ByteWriter();
        write(writer);
        return writer.toByteArray();
    }
}
