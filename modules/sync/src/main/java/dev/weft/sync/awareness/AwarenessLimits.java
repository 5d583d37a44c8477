package dev.weft.sync.awareness;

/**
 * What is refused before it is read.
 *
 * @param maxEntries    entries in one update; a stock client may send one for every client that it knows
 * @param maxStateBytes bytes of the JSON text of one state
 */
public record AwarenessLimits(int maxEntries, int maxStateBytes) {
    public static final AwarenessLimits DEFAULT = new AwarenessLimits(2_000, 8 * 1024);
}
