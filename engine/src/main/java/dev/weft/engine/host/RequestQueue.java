package dev.weft.engine.host;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The requests that wait for their turn, which comes one at a time. After each, updates that wait go first, so that however many requests come, people can go
 * on typing.
 */
final class RequestQueue {
    private final int maxWaiting;
    private final Deque<PendingRequest> waiting = new ArrayDeque<>();
    private boolean updatesGoFirst;

    RequestQueue(int maxWaiting) {
        this.maxWaiting = maxWaiting;
    }

    /** @return false if there are too many */
    boolean add(PendingRequest request) {
        return waiting.size() < maxWaiting && waiting.add(request);
    }

    /** It has to be carried out anew: it has lost a race, and with it no turn. */
    void putBack(PendingRequest request) {
        waiting.addFirst(request);
        updatesGoFirst = false;
    }

    /** The request whose turn it is. Those that nobody waits for are dropped. */
    Optional<PendingRequest> next(boolean updatesWait) {
        waiting.removeIf(PendingRequest::isAbandoned);
        if (waiting.isEmpty() || !waiting.getFirst().isReady() || updatesWait && updatesGoFirst) {
            return Optional.empty();
        }
        return Optional.of(waiting.removeFirst());
    }

    void requestSent() {
        updatesGoFirst = true;
    }

    void updatesSent() {
        updatesGoFirst = false;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Takes all out. */
    Iterable<PendingRequest> drain() {
        Deque<PendingRequest> all = new ArrayDeque<>(waiting);
        waiting.clear();
        return all;
    }
}
