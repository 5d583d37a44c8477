package dev.weft.persistence.events;

import java.time.Duration;

/**
 * Bounds of the group commit.
 *
 * @param maxGroupAppends in one transaction
 * @param maxGroupBytes in one transaction, roughly: one more append may be begun before they are reached
 * @param maxQueueBytes that wait for the writer; beyond, callers wait
 * @param pace from the begin of one group to that of the next while several documents are edited; most of an append's waiting, then
 * @param closeTimeout how long a stop waits for what is queued
 */
public record GroupCommitSettings(
        int maxGroupAppends, long maxGroupBytes, long maxQueueBytes, Duration pace, Duration closeTimeout) {

    private static final long MEBI = 1L << 20;

    public static GroupCommitSettings defaults() {
        return new GroupCommitSettings(4_000, 8 * MEBI, 64 * MEBI, Duration.ofMillis(8), Duration.ofSeconds(10));
    }
}
