package dev.weft.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Times one work as {@code peers.mjs} does: warm for at least two seconds, then samples for two, at least three. A sample of a short work is the mean of
 * as many runs as make up some milliseconds.
 */
final class Stopwatch {
    /** Set to measure the time that the thread was on a processor, for machines with other work to do. */
    static final String CPU_PROPERTY = "weft.benchmarks.cpu";

    private static final boolean CPU = Boolean.getBoolean(CPU_PROPERTY);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final long WARM_NANOS = 2_000_000_000L;
    private static final long SAMPLING_NANOS = 2_000_000_000L;
    private static final long SAMPLE_NANOS = 5_000_000L;
    private static final int MIN_SAMPLES = 3;
    private static final int MAX_SAMPLES = 101;

    /** Results end here, so that no work can be optimised away. */
    private static volatile Object sink = "";

    private Stopwatch() {}

    static Figure time(Supplier<Object> work) {
        System.gc();
        long warmUntil = now() + WARM_NANOS;
        long estimate;
        do {
            estimate = nanosOf(work, 1);
        } while (now() < warmUntil);
        int repeat = Math.clamp(SAMPLE_NANOS / Math.max(1, estimate) + 1, 1, 500);

        double[] samples = new double[MAX_SAMPLES];
        int count = 0;
        long sampleUntil = now() + SAMPLING_NANOS;
        while (count < MIN_SAMPLES || (now() < sampleUntil && count < MAX_SAMPLES)) {
            samples[count++] = nanosOf(work, repeat) / 1e6 / repeat;
        }
        double[] sorted = Arrays.copyOf(samples, count);
        Arrays.sort(sorted);
        return new Figure.Time(sorted[0], sorted[count / 2]);
    }

    private static long nanosOf(Supplier<Object> work, int repeat) {
        long start = now();
        for (int i = 0; i < repeat; i++) {
            sink = work.get();
        }
        return now() - start;
    }

    private static long now() {
        return CPU ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
    }
}
