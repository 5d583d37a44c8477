package dev.weft.engine.join;

import java.util.random.RandomGenerator;

/** Waits between two tries, longer each time and never as long as anybody else. */
final class BackOff {
    private static final long FIRST_MILLIS = 1;
    private static final long LONGEST_MILLIS = 64;

    private final RandomGenerator random;
    private final Sleeper sleeper;

    BackOff(RandomGenerator random, Sleeper sleeper) {
        this.random = random;
        this.sleeper = sleeper;
    }

    /** Lets a thread sleep, or a test look how long it would. */
    @FunctionalInterface
    interface Sleeper {
        void sleep(long millis) throws InterruptedException;
    }

    /** @param failures how many tries have failed so far, at least 1 */
    void waitAfter(int failures) throws InterruptedException {
        long ceiling = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(failures, 10));
        sleeper.sleep(random.nextLong(ceiling + 1));
    }
}
