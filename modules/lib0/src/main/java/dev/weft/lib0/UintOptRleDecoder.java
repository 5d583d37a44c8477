package dev.weft.lib0;

/** Reads what {@link UintOptRleEncoder} writes. */
public final class UintOptRleDecoder {
    private final ByteReader in;
    private long current;
    private long left;

    /** @param column the bytes of the column, without their length */
    public UintOptRleDecoder(ByteReader column) {
        in = column;
    }

    public long read() {
        if (left == 0) {
            long signAndMagnitude = in.readSignAndMagnitude();
            current = signAndMagnitude >> 1;
            left = (signAndMagnitude & 1) == 0 ? 1 : in.readVarUint() + 2;
        }
        left--;
        return current;
    }

    /** The bytes that are read from, for errors about a value just read. */
    public ByteReader column() {
        return in;
    }
}
