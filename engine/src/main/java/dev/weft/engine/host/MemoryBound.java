package dev.weft.engine.host;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Bounds what all open documents take together: those that were used least recently give memory back first. */
final class MemoryBound {
    private final long maxBytes;

    MemoryBound(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Asks as many as it takes, and no more. */
    void enforce(Collection<HostedDocument> documents) {
        long excess = documents.stream().mapToLong(HostedDocument::memoryBytes).sum() - maxBytes;
        if (excess <= 0) {
            return;
        }
        List<Use> leastRecentFirst = documents.stream()
                .map(document -> new Use(document, document.lastUsedNanos()))
                .sorted(Comparator.comparingLong(Use::lastNanos))
                .toList();
        for (Use use : leastRecentFirst) {
            if (excess <= 0) {
                return;
            }
            excess -= use.document().memoryBytes();
            use.document().giveBack();
        }
    }

    /** Taken down once, so that the order doesn't change while it is being made. */
    private record Use(HostedDocument document, long lastNanos) {}
}
