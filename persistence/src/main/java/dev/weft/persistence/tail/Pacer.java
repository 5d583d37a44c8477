package dev.weft.persistence.tail;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Runs an action at once when it was quiet, and at the end of an interval for all that came in it: prompt for one event, and cheap under load. The more work
 * an action brings, the longer its interval is, so that it takes a bounded share of a busy machine's time.
 *
 * <p>Safe for use by many threads.
 */
final class Pacer implements Runnable {

    /** For each time of work so many times of rest. */
    private static final int REST_PER_WORK = 19;

    /** Whoever reads is never further behind than this and one turn of work. */
    private static final long LONGEST_NANOS = Duration.ofSeconds(5).toNanos();

    private final Runnable action;
    private final long intervalNanos;
    private final WorkTime work;
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

    /** @param work what the action brings; without an interval it doesn't count */
    Pacer(Runnable action, Duration interval, WorkTime work) {
        this(action, interval, work, System::nanoTime, (later, nanos) -> {
            Executor delayed = CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS);
            delayed.execute(later);
        });
    }

    Pacer(Runnable action, Duration interval, WorkTime work, LongSupplier nanoTime, Delay delay) {
        this.action = action;
        this.intervalNanos = interval.toNanos();
        this.work = work;
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
            if (mustWait()) {
                return;
            }
        }
        action.run();
    }

    /** The work of the last turn may be known only now. */
    private void runLate() {
        synchronized (this) {
            waiting = false;
            if (cancelled || mustWait()) {
                return;
            }
        }
        action.run();
    }

    private boolean mustWait() {
        long now = nanoTime.getAsLong();
        long nanos = lastNanos + restNanos() - now;
        waiting = nanos > 0;
        if (waiting) {
            delay.run(this::runLate, nanos);
        } else {
            lastNanos = now;
            work.forget();
        }
        return waiting;
    }

    private long restNanos() {
        if (intervalNanos == 0) {
            return 0;
        }
        return Math.max(intervalNanos, Math.min(LONGEST_NANOS, REST_PER_WORK * work.nanos()));
    }

    /** What waits for the end of the interval doesn't run any more. */
    synchronized void cancel() {
        cancelled = true;
    }
}
