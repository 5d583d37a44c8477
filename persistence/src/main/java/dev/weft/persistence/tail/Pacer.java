package dev.weft.persistence.tail;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Begins a turn of work at once when it was quiet, and at the end of an interval for all that came in it: prompt for one event, and cheap under load. The more
 * work a turn brings, the longer its interval is, so that it takes a bounded share of a busy machine's time.
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
    private boolean hurried;
    private boolean cancelled;

    /** Of the turn that was begun last. Until the first one, whoever has just come catches up. */
    private long turn;

    private boolean resting;

    /** Runs something later. */
    @FunctionalInterface
    interface Delay {
        void run(Runnable action, long nanos);
    }

    /**
     * @param action has the work of a turn begun
     * @param work what it brings; without an interval it doesn't count
     */
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
            if (waiting || mustWait()) {
                return;
            }
        }
        action.run();
    }

    /** The work of the last turn may be known only now. */
    private void runLate() {
        synchronized (this) {
            if (!waiting || cancelled || mustWait()) {
                return;
            }
        }
        action.run();
    }

    /** Somebody waits for what has come: this once, it rests for no longer than the interval. */
    void hurry() {
        synchronized (this) {
            if (hurried) {
                return;
            }
            hurried = true;
        }
        runLate();
    }

    /**
     * The number of the turn in which work may be done now; empty while it rests. After its rest, too, if nobody has begun another: news can get lost, and who
     * looks then must find what came.
     */
    synchronized OptionalLong turn() {
        return resting && nanosToRest() > 0 ? OptionalLong.empty() : OptionalLong.of(turn);
    }

    /** All that had come was done in a turn: without an interval it goes on, else it rests until the next one begins. */
    synchronized void done(long inTurn) {
        resting = inTurn == turn;
    }

    private boolean mustWait() {
        long nanos = nanosToRest();
        waiting = nanos > 0;
        if (waiting) {
            delay.run(this::runLate, nanos);
        } else {
            lastNanos = nanoTime.getAsLong();
            work.forget();
            hurried = false;
            resting = false;
            turn++;
        }
        return waiting;
    }

    private long nanosToRest() {
        return lastNanos + restNanos() - nanoTime.getAsLong();
    }

    private long restNanos() {
        if (intervalNanos == 0) {
            return 0;
        }
        long restNanos = hurried ? 0 : Math.min(LONGEST_NANOS, REST_PER_WORK * work.nanos());
        return Math.max(intervalNanos, restNanos);
    }

    /** What waits for the end of the interval doesn't run any more. */
    synchronized void cancel() {
        cancelled = true;
    }
}
