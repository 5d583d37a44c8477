package dev.weft.persistence.events;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The last known event of the streams that were used last, so that a writer need not look up what the next one is chained to. An outdated
 * entry does no harm: whoever appends behind it loses the race.
 *
 * <p>Safe for use by many threads.
 */
final class ChainHeads {

    private record Head(int sequence, byte[] hash) {}

    private final Map<UUID, Head> heads;

    /** @param mostStreams the least recently used beyond these are looked up again; one takes about 200 bytes */
    ChainHeads(int mostStreams) {
        heads = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<UUID, Head> eldest) {
                return size() > mostStreams;
            }
        };
    }

    synchronized void learn(UUID stream, int sequence, byte[] hash) {
        Head known = heads.get(stream);
        if (known == null || known.sequence < sequence) {
            heads.put(stream, new Head(sequence, hash));
        }
    }

    /** The hash of the event at a sequence, null unless it is the last known one. */
    synchronized byte @Nullable [] hashAt(UUID stream, int sequence) {
        Head known = heads.get(stream);
        return known != null && known.sequence == sequence ? known.hash : null;
    }

    synchronized void forget(UUID stream) {
        heads.remove(stream);
    }
}
