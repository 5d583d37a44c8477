package dev.weft.api.socket;

import org.jspecify.annotations.Nullable;

/** Puts the parts of a text message together, as {@link FrameAssembler} does for binary ones. Used by the reading thread only. */
final class TextAssembler {

    private final int limitBytes;
    private final StringBuilder text = new StringBuilder();
    private long receivedBytes;

    TextAssembler(int limitBytes) {
        this.limitBytes = limitBytes;
    }

    /**
     * Adds one part.
     *
     * @return the whole message if this was its last part, else null
     * @throws FrameAssembler.FrameTooLargeException if the message has more bytes in UTF-8 than allowed
     */
    @Nullable
    String add(String part, boolean last) {
        receivedBytes += part.chars().map(TextAssembler::lengthInUtf8).sum();
        if (receivedBytes > limitBytes) {
            forget();
            throw new FrameAssembler.FrameTooLargeException();
        }
        text.append(part);
        if (!last) {
            return null;
        }
        String message = text.toString();
        forget();
        return message;
    }

    /** Of one UTF-16 unit; a surrogate is half of a character of four bytes. */
    private static int lengthInUtf8(int unit) {
        if (unit < 0x80) {
            return 1;
        }
        return unit < 0x800 || Character.isSurrogate((char) unit) ? 2 : 3;
    }

    private void forget() {
        text.setLength(0);
        text.trimToSize();
        receivedBytes = 0;
    }
}
