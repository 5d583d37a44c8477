package dev.weft.testkit.network;

import static dev.weft.testkit.network.SimulatedNetworkAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SimulatedNetworkTest {
    @Test
    void concurrentInsertsAtTheSameSpotSortByClientId() {
        var network = SimulatedNetwork.of(1, 2);
        network.replica(1).text().insert(0, "a");
        network.replica(2).text().insert(0, "b");

        network.exchangeEverything();

        assertThat(network).converged().hasText("ab");
    }

    @Test
    void replicasThatHaveNotExchangedAreNotConverged() {
        var network = SimulatedNetwork.of(1, 2);
        network.replica(1).text().insert(0, "a");

        assertThatThrownBy(() -> assertThat(network).converged()).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertThat(network).hasText("a")).isInstanceOf(AssertionError.class);
    }

    @Test
    void partitionLosesWhatIsUnderWayAndSyncBringsItBack() {
        var network = SimulatedNetwork.of(7, 6);
        network.replica(1).text().insert(0, "a");
        assertThat(network.inFlight()).isEqualTo(5);

        network.partition();
        assertThat(network.inFlight()).isLessThan(5);
        network.exchangeEverything();

        assertThat(network).converged().hasText("a");
    }

    @Test
    void crashedReplicaComesBackWithItsOwnEditsAndLearnsTheRest() {
        var network = SimulatedNetwork.of(1, 1);
        network.replica(1).text().insert(0, "own");

        network.crashOne();

        assertThat(network).hasText("own");
        assertThat(network.replica(1).doc().clientId()).isNotEqualTo(1);
    }
}
