package dev.weft.engine.host;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Slows one sender down to so many frames a second. A second's worth may come at once. For one thread at a time.
 */
public final class Pace {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final long nanosPerFrame;
    private final LongSupplier nanoTime;

    /** When the frames so far would have come at an even pace. */
    private long evenNanos;

    /** @param nanoTime as {@link System#nanoTime()} */
    public Pace(int framesPerSecond, LongSupplier nanoTime) {
        nanosPerFrame = NANOS_PER_SECOND / framesPerSecond;
        this.nanoTime = nanoTime;
        evenNanos = nanoTime.getAsLong() - NANOS_PER_SECOND;
    }

    /** Counts a frame, and says how long its sender must wait: 0 if not at all. */
    long nextDelayNanos() {
        long now = nanoTime.getAsLong();
        evenNanos = Math.max(evenNanos, now - NANOS_PER_SECOND) + nanosPerFrame;
        return Math.max(0, evenNanos - now);
    }

    /** Counts a frame, and lets its sender wait as long as it must. */
    public void pause() throws InterruptedException {
        long delayNanos = nextDelayNanos();
        if (delayNanos > 0) {
            TimeUnit.NANOSECONDS.sleep(delayNanos);
        }
    }
}
