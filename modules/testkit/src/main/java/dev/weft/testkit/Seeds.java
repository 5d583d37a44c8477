package dev.weft.testkit;

import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * The seeds of a random test: {@code -Dseed=4711} runs that one alone, {@code -Dweft.sessions=1000000} runs so many,
 * and {@code -Dweft.first=…} starts elsewhere than at a place that is drawn anew each time.
 */
public final class Seeds {
    private static final long FIRST_BOUND = 1L << 40;

    private Seeds() {}

    /** As the properties say, else {@code count} seeds. Prints where it starts. */
    public static long[] of(String test, int count) {
        Long only = Long.getLong("seed");
        if (only != null) {
            return new long[] {only};
        }
        long first = Long.getLong("weft.first", Math.floorMod(System.nanoTime() * 0x9e3779b97f4a7c15L, FIRST_BOUND));
        int sessions = Integer.getInteger("weft.sessions", count);
        System.out.printf("%s: seeds %d to %d (-Dseed=… runs one)%n", test, first, first + sessions - 1);
        return LongStream.range(first, first + sessions).toArray();
    }

    /** The message for those that failed. */
    public static String failed(long[] seeds) {
        return "-Dseed=… failed with " + Arrays.toString(seeds);
    }
}
