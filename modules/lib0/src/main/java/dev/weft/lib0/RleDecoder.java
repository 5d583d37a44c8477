package dev.weft.lib0;

/** Reads what {@link RleEncoder} writes. The last run has no end: the column can't tell how many values there are. */
public final class RleDecoder {
    private final ByteReader in;
    private int current;
    private long left;
    private boolean endless;

    /** @param column the bytes of the column, without their length */
    public RleDecoder(ByteReader column) {
        in = column;
    }

    public int read() {
        if (left == 0 && !endless) {
            current = in.readUint8();
            if (in.hasRemaining()) {
                left = in.readVarUint() + 1;
            } else {
                endless = true;
            }
        }
        left--;
        return current;
    }
}
