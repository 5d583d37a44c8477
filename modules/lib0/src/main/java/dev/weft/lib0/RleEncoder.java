package dev.weft.lib0;

/**
 * Writes bytes as runs: each value, then the length of its run less one; the last run has no length.
 * 1, 1, 1, 7 becomes 1, 2, 7.
 *
 * <p>Source: lib0 0.2.120, {@code encoding.js}, {@code RleEncoder} with {@code writeUint8}.
 */
public final class RleEncoder {
    private final ByteWriter out = new ByteWriter(0);
    private int current;
    private long count;

    public RleEncoder() {}

    /** @param value 0 to 255 */
    public void write(int value) {
        if (count > 0 && value == current) {
            count++;
        } else {
            if (count > 0) {
                out.writeUint8(current);
                out.writeVarUint(count - 1);
            }
            current = value;
            count = 1;
        }
    }

    /** Writes the column, behind its length in bytes. It stays as it is, and may go on. */
    public void writeColumnTo(ByteWriter target) {
        if (count == 0) {
            target.writeUint8(0);
            return;
        }
        target.writeVarUint(out.size() + 1);
        target.writeBytes(out.array(), 0, out.size());
        target.writeUint8(current);
    }

    public void reset() {
        out.reset();
        count = 0;
    }
}
