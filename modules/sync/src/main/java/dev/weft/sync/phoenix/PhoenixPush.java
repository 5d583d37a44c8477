package dev.weft.sync.phoenix;

import dev.weft.lib0.ByteReader;
import dev.weft.lib0.ByteWriter;
import dev.weft.lib0.MalformedInputException;
import java.util.Arrays;

/**
 * A binary message from a client to a channel.
 *
 * <pre>
 * offset  bytes  meaning
 * 0       1      kind, 0
 * 1       4      lengths of the next four fields in bytes
 * 5       …      joinRef ‖ ref ‖ topic ‖ event, UTF-8
 * …       …      payload, to the end
 * </pre>
 *
 * <p>Unlike what comes from a server, it has a {@code ref}.
 *
 * <p>Source: phoenix 1.8.16, {@code assets/js/phoenix/serializer.js}.
 *
 * @param joinRef ref of the join by which the client is in the channel
 * @param ref     ref of this message, for a reply
 * @param payload owned; don't change it
 */
public record PhoenixPush(String joinRef, String ref, String topic, String event, byte[] payload) {
    private static final int PUSH = 0;

    /**
     * Reads a whole frame.
     *
     * @throws MalformedInputException if it is of another kind, cut off, or not UTF-8
     */
    public static PhoenixPush decode(byte[] frame) {
        var reader = new ByteReader(frame);
        PhoenixFields.readKind(reader, PUSH, PUSH);
        String[] fields = PhoenixFields.read(reader, 4);
        return new PhoenixPush(fields[0], fields[1], fields[2], fields[3], reader.readRemaining());
    }

    /** @throws IllegalArgumentException if a field takes more than 255 bytes */
    public byte[] encode() {
        var writer = new ByteWriter();
        writer.writeUint8(PUSH);
        PhoenixFields.write(writer, joinRef, ref, topic, event);
        writer.writeBytes(payload);
        return writer.toByteArray();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PhoenixPush push
                && joinRef.equals(push.joinRef)
                && ref.equals(push.ref)
                && topic.equals(push.topic)
                && event.equals(push.event)
                && Arrays.equals(payload, push.payload);
    }

    @Override
    public int hashCode() {
        return 31 * topic.hashCode() + Arrays.hashCode(payload);
    }
}
