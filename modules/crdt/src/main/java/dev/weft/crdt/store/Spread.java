package dev.weft.crdt.store;

import java.util.SplittableRandom;

/**
 * Spreads keys over the slots of hash tables, differently in each process: who makes updates can't choose client ids, names or keys that share a slot, which
 * would make a load quadratic. What a document holds, and its order, never depends on it.
 *
 * <p>Multiply-shift, of which the highest bits are universal: Dietzfelbinger, Hagerup, Katajainen and Penttonen, <i>A reliable randomized algorithm for the
 * closest-pair problem</i>, 1997.
 */
final class Spread {
    private static final long MULTIPLIER = new SplittableRandom().nextLong() | 1;

    private Spread() {}

    /** @param slots how many there are, a power of two from 2 to 2³⁰ */
    static int slot(long key, int slots) {
        return (int) (key * MULTIPLIER >>> Integer.numberOfLeadingZeros(slots) + 1 + Integer.SIZE);
    }

    /** The highest bits of where a key belongs, for a table that keeps them. */
    static int hash(long key) {
        return (int) (key * MULTIPLIER >>> Integer.SIZE);
    }

    /** Another step of a hash over many parts, which no part can be chosen to undo. */
    static long mixed(long hash, long part) {
        long mixed = (hash ^ part) * MULTIPLIER;
        return mixed ^ mixed >>> Integer.SIZE;
    }
}
