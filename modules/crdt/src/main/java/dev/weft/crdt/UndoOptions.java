package dev.weft.crdt;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How an {@link UndoManager} works. Names and defaults are Yjs's.
 *
 * @param captureTimeout     changes that follow each other faster become one step; zero makes each a step of its own
 * @param captureTransaction whether a transaction is to be looked at, for all those of the right origin and scope
 * @param deleteFilter       whether undo and redo may delete an item
 * @param trackedOrigins     origins of transactions that make steps. A class stands for all origins of exactly this class, null
 *     for those without one. The manager's own transactions always count
 * @param ignoreRemoteMapChanges whether undo overwrites what others have set a map's key to since
 * @param clock              says how late it is when a change is captured
 */
public record UndoOptions(
        Duration captureTimeout,
        Predicate<Transaction> captureTransaction,
        Predicate<Item> deleteFilter,
        Set<@Nullable Object> trackedOrigins,
        boolean ignoreRemoteMapChanges,
        InstantSource clock) {
    private static final Duration DEFAULT_CAPTURE_TIMEOUT = Duration.ofMillis(500);

    /** A timeout that never ends: all becomes one step, until {@link UndoManager#stopCapturing}. */
    public static final Duration FOREVER = Duration.ofMillis(Long.MAX_VALUE);

    /**
     * Takes a copy of the origins.
     *
     * @throws IllegalArgumentException if the timeout is negative
     */
    public UndoOptions {
        if (captureTimeout.isNegative()) {
            throw new IllegalArgumentException("capture timeout " + captureTimeout + " is negative");
        }
        trackedOrigins = Collections.unmodifiableSet(new HashSet<>(trackedOrigins));
    }

    /** Half a second, transactions without an origin, the system's clock. */
    public static UndoOptions defaults() {
        return new UndoOptions(
                DEFAULT_CAPTURE_TIMEOUT,
                _ -> true,
                _ -> true,
                Collections.singleton(null),
                false,
                InstantSource.system());
    }

    /**
     * These options with another time within which changes become one step: zero for none, {@link #FOREVER} for all.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public UndoOptions withCaptureTimeout(Duration timeout) {
        return new UndoOptions(
                timeout, captureTransaction, deleteFilter, trackedOrigins, ignoreRemoteMapChanges, clock);
    }

    /** These options with another choice of transactions; asked on the document's thread, when one is done. */
    public UndoOptions withCaptureTransaction(Predicate<Transaction> filter) {
        return new UndoOptions(captureTimeout, filter, deleteFilter, trackedOrigins, ignoreRemoteMapChanges, clock);
    }

    /** These options with another choice of items that may be deleted; asked on the document's thread, within undo and redo. */
    public UndoOptions withDeleteFilter(Predicate<Item> filter) {
        return new UndoOptions(
                captureTimeout, captureTransaction, filter, trackedOrigins, ignoreRemoteMapChanges, clock);
    }

    /** These options with other origins, of which a copy is taken; null among them for transactions without one. */
    public UndoOptions withTrackedOrigins(Set<? extends @Nullable Object> origins) {
        return new UndoOptions(
                captureTimeout,
                captureTransaction,
                deleteFilter,
                new HashSet<>(origins),
                ignoreRemoteMapChanges,
                clock);
    }

    /** These options with others' changes of map keys overwritten by undo, or not. */
    public UndoOptions withIgnoreRemoteMapChanges(boolean ignore) {
        return new UndoOptions(captureTimeout, captureTransaction, deleteFilter, trackedOrigins, ignore, clock);
    }

    /** These options with another clock, mostly for tests. */
    public UndoOptions withClock(InstantSource source) {
        return new UndoOptions(
                captureTimeout, captureTransaction, deleteFilter, trackedOrigins, ignoreRemoteMapChanges, source);
    }
}
