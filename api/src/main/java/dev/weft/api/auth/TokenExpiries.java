package dev.weft.api.auth;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Tells connections that the token they came in by is believed no longer. One that can ask for another does so, and is told of
 * that one's end, too. Safe for use by many threads.
 */
public final class TokenExpiries implements AutoCloseable {

    /** No connection lives so long. */
    private static final Duration NEVER = Duration.ofDays(3_650);

    private final ScheduledExecutorService timer;
    private final InstantSource clock;

    public TokenExpiries(InstantSource clock) {
        this.clock = clock;
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("token-expiry").factory());
        executor.setRemoveOnCancelPolicy(true); // connections end long before their tokens do
        this.timer = executor;
    }

    /** The end of one token, until it has come or nobody waits for it any more. */
    @FunctionalInterface
    public interface Awaited {
        /** Nobody waits any more. Does nothing when called again, or too late. */
        void cancel();
    }

    /**
     * Runs something when the caller's token expires; at once, on the timer's thread, if it has.
     *
     * @param whenExpired must not block
     */
    public Awaited await(Caller caller, Runnable whenExpired) {
        Instant now = clock.instant();
        if (caller.expiresAt().isAfter(now.plus(NEVER))) {
            return () -> {};
        }
        long delayMillis = Math.max(0, Duration.between(now, caller.expiresAt()).toMillis());
        Future<?> pending = timer.schedule(whenExpired, delayMillis, TimeUnit.MILLISECONDS);
        return () -> pending.cancel(false);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
