package dev.weft.lib0;

/** Reads what {@link IncUintOptRleEncoder} writes. */
public final class IncUintOptRleDecoder {
    private final ByteReader in;
    private long next;
    private long left;

    /** @param column the bytes of the column, without their length */
    public IncUintOptRleDecoder(ByteReader column) {
        in = column;
    }

    public long read() {
        if (left == 0) {
            long signAndMagnitude = in.readSignAndMagnitude();
            next = signAndMagnitude >> 1;
            left = (signAndMagnitude & 1) == 0 ? 1 : in.readVarUint() + 2;
        }
        left--;
        return next++;
    }
}
