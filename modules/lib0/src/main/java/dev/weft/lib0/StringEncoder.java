package dev.weft.lib0;

/**
 * Writes many strings as one: their text joined, as a varString, then their lengths in UTF-16 units by {@link UintOptRleEncoder}.
 *
 * <p>Text is joined before it is encoded: the halves of a surrogate pair that meet at a seam become one character, and the lengths tell
 * them apart again. A half that meets nothing becomes U+FFFD.
 *
 * <p>Source: lib0 0.2.120, {@code encoding.js}, {@code StringEncoder}.
 */
public final class StringEncoder {
    private final ByteWriter text = new ByteWriter(0);
    private final UintOptRleEncoder lengths = new UintOptRleEncoder();

    /** First half of a surrogate pair at the end of the text so far, not yet written; 0 if there is none. */
    private char openHalf;

    public StringEncoder() {}

    public void write(String string) {
        lengths.write(string.length());
        if (string.isEmpty()) {
            return;
        }
        String rest = openHalf == 0 ? string : openHalf + string;
        openHalf = 0;
        char last = rest.charAt(rest.length() - 1);
        if (Character.isHighSurrogate(last)) {
            openHalf = last;
            rest = rest.substring(0, rest.length() - 1);
        }
        text.writeUtf8(rest);
    }

    private void closeHalf() {
        if (openHalf != 0) {
            Utf8.writeReplacement(text);
            openHalf = 0;
        }
    }

    /**
     * Writes the string that a slice holds.
     *
     * @param units its length in UTF-16 units
     */
    public void write(byte[] utf8, int start, int end, int units) {
        if (start < end) {
            closeHalf();
        }
        text.writeBytes(utf8, start, end);
        lengths.write(units);
    }

    /** Writes the column, behind its length in bytes. Nothing but {@link #reset} may follow. */
    public void writeColumnTo(ByteWriter target) {
        closeHalf();
        int start = target.size();
        target.writeUint8(0);
        target.writeVarBytes(text.array(), 0, text.size());
        lengths.writeTo(target);
        target.fillVarUint(start, target.size() - start - 1);
    }

    public void reset() {
        text.reset();
        openHalf = 0;
        lengths.reset();
    }
}
