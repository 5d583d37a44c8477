package dev.weft.persistence.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CommitPaceTest {

    private static final PendingAppend OF_A = append(new UUID(0, 1));
    private static final PendingAppend OF_B = append(new UUID(0, 2));

    private long now;
    private final CommitPace pace = new CommitPace(Duration.ofNanos(100), () -> now);

    @Test
    void firstGroupGoesAtOnce() {
        pace.came(OF_A);

        assertThat(pace.waitNanos()).isZero();
    }

    @Test
    void whileOthersEditTooAGroupWaitsForTheEndOfTheInterval() {
        now = 1_000;
        pace.began(List.of(OF_A), List.of());

        now = 1_030;
        pace.came(OF_B);

        assertThat(pace.waitNanos()).isEqualTo(70);
    }

    @Test
    void afterAPauseAGroupGoesAtOnce() {
        pace.began(List.of(OF_A), List.of());

        now = 100;
        pace.came(OF_B);

        assertThat(pace.waitNanos()).isZero();
    }

    @Test
    void oneWhoWritesAloneNeverWaits() {
        pace.began(List.of(OF_A), List.of());

        now = 1;
        pace.came(OF_A);

        assertThat(pace.waitNanos()).isZero();
    }

    @Test
    void whenAllOfTheLastGroupHaveComeAgainNothingIsWaitedFor() {
        pace.began(List.of(OF_A, OF_B), List.of(OF_A));
        assertThat(pace.hasEnough()).isFalse();

        pace.came(OF_B);

        assertThat(pace.hasEnough()).isTrue();
    }

    @Test
    void manyGoAtOnce() {
        pace.began(List.of(OF_A), List.of());

        IntStream.range(0, 63).mapToObj(i -> append(new UUID(1, i))).forEach(pace::came);
        assertThat(pace.waitNanos()).isPositive();

        pace.came(append(new UUID(1, 63)));
        assertThat(pace.waitNanos()).isZero();
    }

    private static PendingAppend append(UUID stream) {
        EventBytes event = new EventBytes("workflow-created", 1, 0, new byte[] {1}, new byte[] {1});
        return PendingAppend.chained(stream, 0, HashChain.genesis(stream), List.of(event), true);
    }
}
