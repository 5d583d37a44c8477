package dev.weft.crdt.update;

import java.util.Random;

/** Randomness that can be had again: prints its seed, and takes one by {@code -Dseed=…}. */
final class SeededRandom {
    private SeededRandom() {}

    static Random create() {
        long seed = Long.getLong("seed", new Random().nextLong());
        System.out.println("seed " + seed + " (repeat by -Dseed=" + seed + ")");
        return new Random(seed);
    }
}
