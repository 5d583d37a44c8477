package dev.weft.lib0;

/**
 * Reads what {@link StringEncoder} writes, as slices: after {@link #next()} the string is a slice of {@link #bytes()} until the next call.
 *
 * <p>Lengths may cut a surrogate pair in two; either half then becomes U+FFFD in the slice, since UTF-8 can't hold it, but not in
 * {@link #text()}.
 */
public final class StringDecoder {
    private static final int PAIR_BYTES = 4;
    private static final int NO_PAIR = -1;

    private final ByteReader lengthsColumn;
    private final UintOptRleDecoder lengths;
    private final byte[] text;
    private final boolean ascii;
    private final int textEnd;
    private final ByteWriter scratch = new ByteWriter(0);

    private int position;
    private boolean insidePair;
    private int unitsLeft;

    private byte[] bytes;
    private int start;
    private int end;
    private int units;
    private int firstPair = NO_PAIR;
    private int lastPair = NO_PAIR;

    /**
     * Checks that the text is UTF-8.
     *
     * @param column the bytes of the column, without their length
     */
    public StringDecoder(ByteReader column) {
        int byteLength = column.hasRemaining() ? column.readLength("the text of all strings") : 0;
        text = column.array();
        position = column.position();
        textEnd = position + byteLength;
        unitsLeft = column.skipUtf8(byteLength);
        ascii = unitsLeft == byteLength;
        lengthsColumn = column;
        lengths = new UintOptRleDecoder(column);
        bytes = text;
    }

    /** Steps to the next string. */
    public void next() {
        int at = lengthsColumn.position();
        long length = lengths.read();
        if (length > unitsLeft) {
            lengthsColumn.position(at);
            throw lengthsColumn.malformed(
                    "a string of " + length + " units", "at most the " + unitsLeft + " units of text that remain");
        }
        units = (int) length;
        unitsLeft -= units;
        if (ascii) {
            start = position;
            end = position + units;
            position = end;
        } else {
            cut();
        }
    }

    private void cut() {
        boolean startsInsidePair = insidePair && units > 0;
        int pair = position;
        int from = startsInsidePair ? position + PAIR_BYTES : position;
        int cut = Utf8.indexOfUnit(text, from, textEnd, startsInsidePair ? units - 1 : units);
        boolean endsInsidePair = cut < 0;
        int to = endsInsidePair ? -1 - cut : cut;
        if (units > 0) {
            position = to;
            insidePair = endsInsidePair;
        }
        firstPair = startsInsidePair ? pair : NO_PAIR;
        lastPair = endsInsidePair ? to : NO_PAIR;
        if (cutsPair()) {
            scratch.reset();
            if (startsInsidePair) {
                Utf8.writeReplacement(scratch);
            }
            scratch.writeBytes(text, from, to);
            if (endsInsidePair) {
                Utf8.writeReplacement(scratch);
            }
            bytes = scratch.array();
            start = 0;
            end = scratch.size();
        } else {
            bytes = text;
            start = from;
            end = to;
        }
    }

    /** Whether the string begins or ends with half a surrogate pair. */
    public boolean cutsPair() {
        return firstPair != NO_PAIR || lastPair != NO_PAIR;
    }

    /** The string, with halves of surrogate pairs as they are. */
    public String text() {
        var string = new StringBuilder(Utf8.decode(bytes, start, end));
        if (firstPair != NO_PAIR) {
            string.setCharAt(
                    0, Utf8.decode(text, firstPair, firstPair + PAIR_BYTES).charAt(1));
        }
        if (lastPair != NO_PAIR) {
            string.setCharAt(
                    string.length() - 1,
                    Utf8.decode(text, lastPair, lastPair + PAIR_BYTES).charAt(0));
        }
        return string.toString();
    }

    /** The array that the string is a slice of. */
    public byte[] bytes() {
        return bytes;
    }

    public int start() {
        return start;
    }

    public int end() {
        return end;
    }

    /** Length of the string in UTF-16 units. */
    public int units() {
        return units;
    }
}
