package dev.weft.lib0;

/**
 * Writes unsigned integers as runs, where a single value takes no room for a count: a value once as it is; else negated, then
 * the length of its run less two. 1, 2, 3, 3, 3 becomes 1, 2, −3, 1.
 *
 * <p>Source: lib0 0.2.120, {@code encoding.js}, {@code UintOptRleEncoder}.
 */
public final class UintOptRleEncoder {
    private final ByteWriter out = new ByteWriter(0);
    private long current;
    private long count;

    public UintOptRleEncoder() {}

    /** @param value 0 to 2^53 − 1 */
    public void write(long value) {
        if (value == current) {
            count++;
        } else {
            writeRun(out);
            current = value;
            count = 1;
        }
    }

    private void writeRun(ByteWriter target) {
        if (count > 0) {
            target.writeVarInt(current, count > 1);
            if (count > 1) {
                target.writeVarUint(count - 2);
            }
        }
    }

    /** Ends the run and writes the column without its length. Nothing but {@link #reset} may follow. */
    void writeTo(ByteWriter target) {
        target.writeBytes(out.array(), 0, out.size());
        writeRun(target);
        count = 0;
    }

    /** Ends the run and writes the column, behind its length in bytes. Nothing but {@link #reset} may follow. */
    public void writeColumnTo(ByteWriter target) {
        if (out.size() == 0) {
            // Of small updates most columns are a single run, which needs no array in between.
            int at = target.size();
            target.writeUint8(0);
            writeRun(target);
            target.fillVarUint(at, target.size() - at - 1);
        } else {
            writeRun(out);
            target.writeVarBytes(out.array(), 0, out.size());
        }
        count = 0;
    }

    public void reset() {
        out.reset();
        current = 0;
        count = 0;
    }
}
