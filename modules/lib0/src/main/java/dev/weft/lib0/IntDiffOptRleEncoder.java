package dev.weft.lib0;

/**
 * Writes integers as runs of equal differences: twice the difference, plus 1 if a count follows, which is the length of the run
 * less two. 1, 2, 3, 2 becomes 3, 1, −2: three times a difference of 1, once of −1.
 *
 * <p>Source: lib0 0.2.120, {@code encoding.js}, {@code IntDiffOptRleEncoder}.
 */
public final class IntDiffOptRleEncoder {
    private final ByteWriter out = new ByteWriter(0);
    private long previous;
    private long difference;
    private long count;

    public IntDiffOptRleEncoder() {}

    /** @param value such that differences stay within ±2^52 */
    public void write(long value) {
        if (value - previous == difference) {
            count++;
        } else {
            writeRun(out);
            difference = value - previous;
            count = 1;
        }
        previous = value;
    }

    private void writeRun(ByteWriter target) {
        if (count > 0) {
            target.writeVarInt(2 * difference + (count == 1 ? 0 : 1));
            if (count > 1) {
                target.writeVarUint(count - 2);
            }
        }
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
        previous = 0;
        difference = 0;
        count = 0;
    }
}
