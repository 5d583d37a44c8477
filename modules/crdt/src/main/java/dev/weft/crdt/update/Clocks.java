package dev.weft.crdt.update;

import dev.weft.lib0.ByteReader;

/** Reads clocks and lengths, which are bounded so that a clock and the end of a struct fit into an {@code int}. */
final class Clocks {
    private static final String AT_MOST = "at most 2^31 - 1";

    private Clocks() {}

    static int readClock(ByteReader in) {
        int at = in.position();
        return checkedClock(in.readVarUint(), in, at);
    }

    /** Reads the length of what starts at a clock. */
    static int readLength(ByteReader in, int clock) {
        int at = in.position();
        return checkedLength(in.readVarUint(), clock, in, at);
    }

    /** @param at position of the clock in {@code in}, for the error */
    static int checkedClock(long clock, ByteReader in, int at) {
        if (clock < 0 || clock > Integer.MAX_VALUE) {
            in.position(at);
            throw in.malformed("clock " + clock, AT_MOST);
        }
        return (int) clock;
    }

    /** @param at position of the length, or of what has it, in {@code in}, for the error */
    static int checkedLength(long length, int clock, ByteReader in, int at) {
        if (length < 0 || length > Integer.MAX_VALUE - clock) {
            in.position(at);
            throw in.malformed("length " + length + " at clock " + clock, "an end clock of " + AT_MOST);
        }
        return (int) length;
    }
}
