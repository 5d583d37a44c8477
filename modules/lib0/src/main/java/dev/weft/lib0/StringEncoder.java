package dev.weft.lib0;

/**
 * Writes many strings as one: their text joined, as a varString, then their lengths in UTF-16 units by {@link UintOptRleEncoder}.
 *
 * <p>Source: lib0 0.2.120, {@code encoding.js}, {@code StringEncoder}. It joins before it encodes, so that of two strings the halves of a
 * surrogate pair at the seam become one character; here each such half becomes U+FFFD, as strings have it everywhere else.
 */
public final class StringEncoder {
    private final ByteWriter text = new ByteWriter(0);
    private final UintOptRleEncoder lengths = new UintOptRleEncoder();

    public StringEncoder() {}

    public void write(String string) {
        text.writeUtf8(string);
        lengths.write(string.length());
    }

    /**
     * Writes the string that a slice holds.
     *
     * @param units its length in UTF-16 units
     */
    public void write(byte[] utf8, int start, int end, int units) {
        text.writeBytes(utf8, start, end);
        lengths.write(units);
    }

    /** Writes the column, behind its length in bytes. Nothing but {@link #reset} may follow. */
    public void writeColumnTo(ByteWriter target) {
        int start = target.size();
        target.writeUint8(0);
        target.writeVarBytes(text.array(), 0, text.size());
        lengths.writeTo(target);
        target.fillVarUint(start, target.size() - start - 1);
    }

    public void reset() {
        text.reset();
        lengths.reset();
    }
}
