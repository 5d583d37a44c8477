package dev.weft.engine.log;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * Fails what isn't done in time. All have the same time and so end in the order they began, which needs one timer in a while instead of one for each:
 * setting and cancelling those was an eighth of what a command took. Safe for use by many threads.
 */
final class Deadlines {
    private static final int LOOKS_PER_TIMEOUT = 10;

    private final long timeoutNanos;
    private final LongSupplier nanoTime;
    private final Executor later;
    private final Queue<Awaited> inOrder = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean isLookDue = new AtomicBoolean();

    private record Awaited(CompletableFuture<?> future, long sinceNanos) {}

    /** @param timeout exceeded by up to a tenth */
    Deadlines(Duration timeout) {
        this(
                timeout,
                System::nanoTime,
                CompletableFuture.delayedExecutor(timeout.toNanos() / LOOKS_PER_TIMEOUT, TimeUnit.NANOSECONDS));
    }

    /**
     * @param nanoTime as {@link System#nanoTime()}
     * @param later runs what it is given in a while
     */
    Deadlines(Duration timeout, LongSupplier nanoTime, Executor later) {
        this.timeoutNanos = timeout.toNanos();
        this.nanoTime = nanoTime;
        this.later = later;
    }

    /** From now on, the future has its time; it ends with a {@link TimeoutException} after that. */
    void watch(CompletableFuture<?> future) {
        inOrder.add(new Awaited(future, nanoTime.getAsLong()));
        lookLater();
    }

    private void lookLater() {
        if (isLookDue.compareAndSet(false, true)) {
            later.execute(this::look);
        }
    }

    private void look() {
        isLookDue.set(false);
        long now = nanoTime.getAsLong();
        for (Awaited first = inOrder.peek(); first != null && hasEnded(first, now); first = inOrder.peek()) {
            inOrder.remove();
        }
        if (!inOrder.isEmpty()) {
            lookLater();
        }
    }

    private boolean hasEnded(Awaited awaited, long now) {
        if (now - awaited.sinceNanos() >= timeoutNanos) {
            awaited.future().completeExceptionally(new TimeoutException());
        }
        return awaited.future().isDone();
    }
}
