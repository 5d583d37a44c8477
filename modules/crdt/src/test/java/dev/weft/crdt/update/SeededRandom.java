package dev.weft.crdt.update;

import java.util.Random;

/** Randomness that can be had again: prints its seed, and takes one by {@code -Dseed=…}. */
final class SeededRandom {
    private SeededRandom() {}

    static Random create() {
        return create(new Random().nextLong());
    }

    /** @param usual the seed if none is given */
    static Random create(long usual) {
        long seed = Long.getLong("seed", usual);
        System.out.println("seed " + seed + " (repeat by -Dseed=" + seed + ")");
        return new Random(seed);
    }
}
