package dev.weft.benchmarks.socket;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** WebSocket frames as bytes, as far as the relay needs them: whole binary messages of up to 64 KiB. */
final class Frames {
    private static final int BINARY = 0x82;
    private static final int TWO_BYTES_LENGTH = 126;
    private static final int LENGTH_BITS = 0x7f;
    private static final int MASK_BYTES = 4;

    private Frames() {}

    /** Heads and messages of a server, which masks nothing. */
    static ByteBuffer encode(List<byte[]> messages) {
        ByteBuffer encoded = ByteBuffer.allocateDirect(
                messages.stream().mapToInt(message -> 4 + message.length).sum());
        for (byte[] message : messages) {
            encoded.put((byte) BINARY);
            if (message.length < TWO_BYTES_LENGTH) {
                encoded.put((byte) message.length);
            } else {
                encoded.put((byte) TWO_BYTES_LENGTH).putShort((short) message.length);
            }
            encoded.put(message);
        }
        return encoded.flip();
    }

    /**
     * Takes the first whole message of a client's out of what was received.
     *
     * @return null if it has not come in full: nothing was taken then
     */
    static byte @Nullable [] next(ByteBuffer received) {
        ByteBuffer frame = received.slice();
        if (frame.remaining() < 2) {
            return null;
        }
        frame.get();
        int length = frame.get() & LENGTH_BITS;
        if (length == TWO_BYTES_LENGTH) {
            if (frame.remaining() < Short.BYTES) {
                return null;
            }
            length = Short.toUnsignedInt(frame.getShort());
        }
        if (frame.remaining() < MASK_BYTES + length) {
            return null;
        }
        byte[] mask = new byte[MASK_BYTES];
        byte[] message = new byte[length];
        frame.get(mask).get(message);
        for (int i = 0; i < length; i++) {
            message[i] ^= mask[i % MASK_BYTES];
        }
        received.position(received.position() + frame.position());
        return message;
    }
}
