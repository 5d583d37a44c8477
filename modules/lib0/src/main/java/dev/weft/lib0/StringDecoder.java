package dev.weft.lib0;

/**
 * Reads what {@link StringEncoder} writes, as slices: after {@link #next()} the string is a slice of {@link #bytes()} until the next call.
 *
 * <p>Lengths may cut a surrogate pair in two; either half then becomes U+FFFD, since UTF-8 can't hold it.
 */
public final class StringDecoder {
    private static final int PAIR_BYTES = 4;

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
        int from = startsInsidePair ? position + PAIR_BYTES : position;
        int cut = Utf8.indexOfUnit(text, from, textEnd, startsInsidePair ? units - 1 : units);
        boolean endsInsidePair = cut < 0;
        int to = endsInsidePair ? -1 - cut : cut;
        if (units > 0) {
            position = to;
            insidePair = endsInsidePair;
        }
        if (startsInsidePair || endsInsidePair) {
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
