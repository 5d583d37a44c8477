package dev.weft.lib0;

/**
 * Like {@link UintOptRleEncoder}, but a run is of values that grow by one: 7, 8, 9, 10 becomes −7, 2. Yjs's updates don't use it.
 *
 * <p>Source: lib0 0.2.120, {@code encoding.js}, {@code IncUintOptRleEncoder}.
 */
public final class IncUintOptRleEncoder {
    private final ByteWriter out = new ByteWriter(0);
    private long first;
    private long count;

    public IncUintOptRleEncoder() {}

    /** @param value 0 to 2^53 − 1 */
    public void write(long value) {
        if (value == first + count) {
            count++;
        } else {
            writeRun();
            first = value;
            count = 1;
        }
    }

    private void writeRun() {
        if (count > 0) {
            out.writeVarInt(first, count > 1);
            if (count > 1) {
                out.writeVarUint(count - 2);
            }
        }
    }

    /** Ends the run and writes the column, behind its length in bytes. Nothing but {@link #reset} may follow. */
    public void writeColumnTo(ByteWriter target) {
        writeRun();
        count = 0;
        target.writeVarBytes(out.array(), 0, out.size());
    }

    public void reset() {
        out.reset();
        first = 0;
        count = 0;
    }
}
