package dev.weft.engine.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Three nodes host one document for five clients, while it is saved, reset, changed from outside, deleted and restored, outcomes get lost, nodes crash and clients move. {@code -Dseed=…} runs one seed,
 * {@code -Dseeds=…} more of them than the build does.
 */
class DocumentHostSimulation {
    private static final int SEEDS_IN_BUILD = 200;
    private static final int STEPS = 400;

    @Test
    void noUpdateIsLostOrSeenBeforeItIsDurableWhateverHappens() {
        Long onlySeed = Long.getLong("seed");
        if (onlySeed != null) {
            run(onlySeed);
            return;
        }
        int seeds = Integer.getInteger("seeds", SEEDS_IN_BUILD);
        long events = 0;
        long versions = 0;
        for (long seed = 1; seed <= seeds; seed++) {
            SimulatedCluster cluster = run(seed);
            events += cluster.events();
            versions += cluster.versions();
        }
        // A simulation in which little happens proves little.
        assertThat(events).isGreaterThan(seeds * 10L);
        assertThat(versions).isGreaterThan(seeds);
    }

    private static SimulatedCluster run(long seed) {
        try {
            SimulatedCluster cluster = new SimulatedCluster(seed, 3, 5);
            cluster.run(STEPS);
            cluster.calmDown();
            cluster.checkThatNothingIsLost();
            return cluster;
        } catch (RuntimeException | AssertionError failure) {
            throw new AssertionError("seed " + seed + " (run it alone: -Dseed=" + seed + ")", failure);
        }
    }
}
