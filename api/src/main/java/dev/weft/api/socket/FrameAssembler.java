package dev.weft.api.socket;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Puts the parts of a message together, so that the container needs only a small buffer for each connection and a message takes memory as it
 * arrives, not as it claims. Used by the reading thread only.
 */
final class FrameAssembler {

    private static final byte[] NOTHING = {};

    private final int limitBytes;
    private byte[] buffer = NOTHING;
    private int received;

    FrameAssembler(int limitBytes) {
        this.limitBytes = limitBytes;
    }

    /**
     * Adds one part; it may be reused afterwards.
     *
     * @return the whole message if this was its last part, else null
     * @throws FrameTooLargeException if the message has more bytes than allowed
     */
    byte @Nullable [] add(ByteBuffer part, boolean last) {
        int length = received + part.remaining();
        if (length > limitBytes) {
            forget();
            throw new FrameTooLargeException();
        }
        if (length > buffer.length) {
            // Most messages come in one part: that one gets an array of its own size, longer ones double it.
            buffer = Arrays.copyOf(buffer, last ? length : Math.min(limitBytes, Math.max(length, 2 * buffer.length)));
        }
        part.get(buffer, received, part.remaining());
        received = length;
        if (!last) {
            return null;
        }
        byte[] message = length == buffer.length ? buffer : Arrays.copyOf(buffer, length);
        forget();
        return message;
    }

    private void forget() {
        buffer = NOTHING;
        received = 0;
    }

    /** A message has more bytes than allowed. */
    static final class FrameTooLargeException extends RuntimeException {
        FrameTooLargeException() {
            super("frame too large", null, false, false);
        }
    }
}
