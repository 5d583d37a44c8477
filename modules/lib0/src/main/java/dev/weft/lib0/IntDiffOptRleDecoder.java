package dev.weft.lib0;

/** Reads what {@link IntDiffOptRleEncoder} writes. */
public final class IntDiffOptRleDecoder {
    private final ByteReader in;
    private long current;
    private long difference;
    private long left;

    /** @param column the bytes of the column, without their length */
    public IntDiffOptRleDecoder(ByteReader column) {
        in = column;
    }

    /** Reads a value, which bad input can make anything: the caller checks its range. */
    public long read() {
        if (left == 0) {
            long encoded = in.readVarInt();
            difference = encoded >> 1;
            left = (encoded & 1) == 0 ? 1 : in.readVarUint() + 2;
        }
        left--;
        current += difference;
        return current;
    }

    /** The bytes that are read from, for errors about a value just read. */
    public ByteReader column() {
        return in;
    }
}
