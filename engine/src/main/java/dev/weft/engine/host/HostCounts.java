package dev.weft.engine.host;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What goes on at the documents of a node, for metrics. Safe for use by many threads. */
public final class HostCounts {
    private final AtomicInteger participants = new AtomicInteger();
    private final LongAdder updates = new LongAdder();
    private final LongAdder brokenInvariants = new LongAdder();

    void entered() {
        participants.incrementAndGet();
    }

    void left() {
        participants.decrementAndGet();
    }

    void received(ClientMessage message) {
        if (message instanceof ClientMessage.Update || message instanceof ClientMessage.Step2) {
            updates.increment();
        }
    }

    void invariantBroken() {
        brokenInvariants.increment();
    }

    /** Connections to documents now. */
    public int participants() {
        return participants.get();
    }

    /** Updates received since the start, whatever became of them. */
    public long updates() {
        return updates.sum();
    }

    /** Documents whose hosts found an invariant broken, and were rebuilt from the log. */
    public long brokenInvariants() {
        return brokenInvariants.sum();
    }
}
