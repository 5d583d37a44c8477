package dev.weft.persistence.events;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * How long a group waits for company before it is committed. A transaction costs about as much for one append as for ten, so that while many documents are
 * edited one in some milliseconds does the work of many. Nobody waits in vain: after a pause, or when all documents of the last group have come again, no other
 * is likely to come. Used under the queue's lock.
 */
final class CommitPace {

    private static final int ENOUGH_APPENDS = 64;

    private final long intervalNanos;
    private final LongSupplier nanoTime;

    /** Those of the last group that haven't come again. */
    private final Set<UUID> awaited = new HashSet<>();

    private int waiting;
    private long lastBegunNanos;

    /**
     * @param interval between the beginnings of two groups
     * @param nanoTime as {@link System#nanoTime()}
     */
    CommitPace(Duration interval, LongSupplier nanoTime) {
        this.intervalNanos = interval.toNanos();
        this.nanoTime = nanoTime;
    }

    /** An append waits from now on. */
    void came(PendingAppend append) {
        waiting++;
        awaited.remove(append.stream());
    }

    /** Whether there is nothing to wait for. */
    boolean hasEnough() {
        return awaited.isEmpty() || waiting >= ENOUGH_APPENDS;
    }

    /** How long those that wait should go on to; 0 if not at all. */
    long waitNanos() {
        return hasEnough() ? 0 : Math.max(0, lastBegunNanos + intervalNanos - nanoTime.getAsLong());
    }

    /**
     * A group is on its way.
     *
     * @param left those that still wait
     */
    void began(Collection<PendingAppend> group, Collection<PendingAppend> left) {
        lastBegunNanos = nanoTime.getAsLong();
        awaited.clear();
        group.forEach(append -> awaited.add(append.stream()));
        waiting = 0;
        left.forEach(this::came);
    }
}
