package dev.weft.engine.host;

import java.time.Duration;

/**
 * Limits and intervals of document hosts. {@link #defaults()} gives those that the engine is made for.
 *
 * @param maxUpdateBytes the largest update that one frame may hold
 * @param maxDocumentBytes the largest document, encoded; updates beyond are refused
 * @param maxPendingBytes structs that wait for missing predecessors, for each document; beyond, only updates that need nothing missing are taken
 * @param maxParticipants for each document; others are asked to try again later
 * @param maxFramesPerSecond for each participant; more are slowed down
 * @param maxOutboxBytes what may wait to be sent to one participant; one that reads slower is dropped, and resyncs
 * @param maxWaitingBytes received and not yet durable, for each document; beyond, sockets are not read
 * @param maxBatchBytes the updates of one event
 * @param maxBatchUpdates the number of updates of one event
 * @param maxWaitingRequests that wait for their turn, for each document; more are told to try again
 * @param requestTimeout after which a request is answered by an error, though it may still be carried out
 * @param maxMemoryBytes of all open documents together, roughly; beyond, those used least recently are closed, or kept in encoded form while somebody is there
 * @param pollInterval how often the log is asked whether open documents have grown; finds what no wake-up told
 * @param idleGrace how long a document stays open without participants
 * @param keepAliveInterval the longest silence towards a participant; stock clients hang up after 30 s
 * @param appendTimeout after which the outcome of an append counts as unknown
 * @param shutdownTimeout how long a stop waits for what was received to become durable
 */
public record HostSettings(
        int maxUpdateBytes,
        long maxDocumentBytes,
        long maxPendingBytes,
        int maxParticipants,
        int maxFramesPerSecond,
        long maxOutboxBytes,
        int maxWaitingBytes,
        int maxBatchBytes,
        int maxBatchUpdates,
        int maxWaitingRequests,
        long maxMemoryBytes,
        Duration requestTimeout,
        Duration pollInterval,
        Duration idleGrace,
        Duration keepAliveInterval,
        Duration appendTimeout,
        Duration shutdownTimeout) {
    private static final int MEBI = 1024 * 1024;

    public static HostSettings defaults() {
        return new HostSettings(
                MEBI,
                64L * MEBI,
                4L * MEBI,
                1_000,
                200,
                4L * MEBI,
                8 * MEBI,
                MEBI,
                1_000,
                256,
                Runtime.getRuntime().maxMemory() / 4,
                Duration.ofSeconds(10),
                Duration.ofMillis(500),
                Duration.ofSeconds(30),
                Duration.ofSeconds(20),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10));
    }
}
