package dev.weft.testkit.network;

import static dev.weft.testkit.network.SimulatedNetworkAssert.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.weft.crdt.YMap;
import dev.weft.crdt.YText;
import dev.weft.testkit.Seeds;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Replicas that edit while their network delays, reorders, doubles, parts and forgets: in the end they are equal. */
class ReplicasSimulation {
    @Test
    void replicasConvergeWhateverTheNetworkDoes() {
        for (long seed : Seeds.of("network", 200)) {
            try {
                simulate(seed);
            } catch (AssertionError | RuntimeException e) {
                fail("-Dseed=" + seed, e);
            }
        }
    }

    private static void simulate(long seed) {
        var random = new SplittableRandom(seed);
        var network = SimulatedNetwork.of(seed, random.nextInt(2, 7), random.nextInt(3) != 0);

        for (int i = 0; i < 150; i++) {
            if (random.nextInt(3) == 0) {
                edit(network.replica(random.nextInt(network.replicas().size()) + 1), random);
            } else {
                network.step();
            }
        }
        network.exchangeEverything();

        assertThat(network).converged();
    }

    private static void edit(Replica replica, SplittableRandom random) {
        YText text = replica.text();
        switch (random.nextInt(8)) {
            case 0 -> {
                int from = random.nextInt(text.length() + 1);
                text.delete(from, Math.min(3, text.length() - from));
            }
            case 1 -> {
                int from = random.nextInt(text.length() + 1);
                text.format(from, Math.min(4, text.length() - from), Map.of("bold", random.nextInt(2) == 0));
            }
            case 2 -> replica.map().set("k" + random.nextInt(3), random.nextInt(100));
            case 3 -> replica.map().set("k" + random.nextInt(3), YMap.of(Map.of("x", "y")));
            case 4 -> replica.map().delete("k" + random.nextInt(3));
            case 5 -> replica.array().insert(random.nextInt(replica.array().length() + 1), "a", 1, YMap.of(Map.of()));
            case 6 -> {
                if (replica.array().length() > 0) {
                    replica.array().delete(random.nextInt(replica.array().length()));
                }
            }
            // No surrogate pairs: one that is cut by an edit which is then deleted and collected stays whole where only
            // the
            // collected struct arrives. Replicas of Yjs differ by that as well.
            default -> text.insert(random.nextInt(text.length() + 1), random.nextInt(3) == 0 ? "é漢" : "abc");
        }
    }
}
