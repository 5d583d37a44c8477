package dev.weft.persistence.events;

import dev.weft.engine.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Events of one stream that get in together or not at all, encoded and chained; somebody waits for what becomes of them.
 *
 * @param firstSequence of the first event
 * @param predecessor the hash of the event before it, or {@link HashChain#genesis}
 * @param events in order, at least one
 * @param hashes one for each event
 * @param knownToHost whether the document's host has sent it, which then need not hear of it
 * @param traceId of what led to it, null if that is of no trace
 * @param outcome completes with the position of the last event when all are durable; exceptionally otherwise
 */
record PendingAppend(
        UUID stream,
        int firstSequence,
        byte[] predecessor,
        List<EventBytes> events,
        List<byte[]> hashes,
        boolean knownToHost,
        @Nullable String traceId,
        CompletableFuture<Long> outcome) {

    /** Of what this thread works for. */
    static PendingAppend chained(
            UUID stream, int firstSequence, byte[] predecessor, List<EventBytes> events, boolean knownToHost) {
        List<byte[]> hashes = new ArrayList<>(events.size());
        byte[] last = predecessor;
        for (EventBytes event : events) {
            last = HashChain.hash(last, event);
            hashes.add(last);
        }
        return new PendingAppend(
                stream,
                firstSequence,
                predecessor,
                events,
                hashes,
                knownToHost,
                Trace.current(),
                new CompletableFuture<>());
    }

    int nextSequence() {
        return firstSequence + events.size();
    }

    byte[] lastHash() {
        return hashes.getLast();
    }

    long sizeBytes() {
        long bytes = 0;
        for (EventBytes event : events) {
            bytes += event.sizeBytes();
        }
        return bytes;
    }
}
