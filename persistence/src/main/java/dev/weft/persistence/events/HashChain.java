package dev.weft.persistence.events;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What chains each event to its predecessor, so that an altered, removed, inserted or moved one can be told from the rest of its stream.
 *
 * <pre>
 * hash := SHA-256( predecessor ‖ type ‖ revision ‖ time ‖ metadata ‖ payload )
 *
 * predecessor   32 bytes, the hash of the event before; of a stream's first event the 16 bytes of the stream's id
 * type          2 bytes length ‖ UTF-8; the name, since the number that a database gives it means nothing elsewhere
 * revision      2 bytes
 * time          8 bytes, microseconds since 1970-01-01 UTC
 * metadata      4 bytes length ‖ bytes as stored
 * payload       4 bytes length ‖ bytes as stored
 * </pre>
 *
 * <p>Integers are big-endian. Lengths keep two different events from having the same bytes. Who and when are part of it: they are what an
 * alteration would be about as often as the content. Positions are not: an import gives new ones.
 */
public final class HashChain {

    public static final int HASH_BYTES = 32;

    private static final int FIXED_BYTES = 2 + 2 + 8 + 4 + 4;

    private HashChain() {}

    /** What the first event of a stream is chained to. */
    public static byte[] genesis(UUID stream) {
        return ByteBuffer.allocate(16)
                .putLong(stream.getMostSignificantBits())
                .putLong(stream.getLeastSignificantBits())
                .array();
    }

    /**
     * The hash of an event.
     *
     * @param predecessor the hash of the event before, or {@link #genesis} for the first
     */
    public static byte[] hash(byte[] predecessor, EventBytes event) {
        byte[] type = event.type().getBytes(StandardCharsets.UTF_8);
        byte[] metadata = event.metadata();
        byte[] payload = event.payload();
        ByteBuffer head = ByteBuffer.allocate(predecessor.length + FIXED_BYTES + type.length + metadata.length)
                .put(predecessor)
                .putShort((short) type.length)
                .put(type)
                .putShort((short) event.revision())
                .putLong(event.timeMicros())
                .putInt(metadata.length)
                .put(metadata)
                .putInt(payload.length);
        MessageDigest digest = sha256();
        digest.update(head.array(), 0, head.position());
        return digest.digest(payload);
    }

    /**
     * What is wrong with an event; null if nothing.
     *
     * @param expected sequence
     * @param predecessor the hash of the event before, or {@link #genesis}
     */
    public static @Nullable String defectOf(StoredEvent event, long expected, byte[] predecessor) {
        if (event.sequence() != expected) {
            return "event " + expected + " is missing before it";
        }
        if (!Arrays.equals(hash(predecessor, event.bytes()), event.hash())) {
            return expected == 0
                    ? "its hash is not that of its content"
                    : "its hash is not that of its content and of the event before it";
        }
        return null;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
