package dev.weft.persistence.tail;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Runs an action at once when it was quiet, and at the end of an interval for all that came in it: prompt for one event, and cheap under load.
 *
 * <p>Safe for use by many threads.
 */
final class Pacer implements Runnable {

    private final Runnable action;
    private final long intervalNanos;
    private final LongSupplier nanoTime;
    private final Delay delay;
    private long lastNanos;
    private boolean waiting;
    private boolean cancelled;

    /** Runs something later. */
    @FunctionalInterface
    interface Delay {
        void run(Runnable action, long nanos);
    }

    Pacer(Runnable action, Duration interval) {
        this(action, interval, System::nanoTime, (later, nanos) -> {
            Executor delayed = CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS);
            delayed.execute(later);
        });
    }

    Pacer(Runnable action, Duration interval, LongSupplier nanoTime, Delay delay) {
        this.action = action;
        this.intervalNanos = interval.toNanos();
        this.nanoTime = nanoTime;
        this.delay = delay;
        lastNanos = nanoTime.getAsLong() - intervalNanos;
    }

    @Override
    public void run() {
        synchronized (this) {
            if (waiting) {
                return;
            }
            long now = nanoTime.getAsLong();
            long nanos = lastNanos + intervalNanos - now;
            if (nanos > 0) {
                waiting = true;
                delay.run(this::runLate, nanos);
                return;
            }
            lastNanos = now;
        }
        action.run();
    }

    private void runLate() {
        synchronized (this) {
            waiting = false;
            lastNanos = nanoTime.getAsLong();
            if (cancelled) {
                return;
            }
        }
        action.run();
    }

    /** What waits for the end of the interval doesn't run any more. */
    synchronized void cancel() {
        cancelled = true;
    }
}
