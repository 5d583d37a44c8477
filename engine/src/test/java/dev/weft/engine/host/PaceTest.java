package dev.weft.engine.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
    private long nanos = Duration.ofHours(1).toNanos();
    private final Pace pace = new Pace(200, () -> nanos);

    @Test
    void aSecondsWorthMayComeAtOnce() {
        for (int frame = 0; frame < 200; frame++) {
            assertThat(pace.nextDelayNanos()).isZero();
        }

        assertThat(pace.nextDelayNanos()).isEqualTo(Duration.ofMillis(5).toNanos());
    }

    @Test
    void oneWhoWaitsAsToldKeepsTheRate() {
        long start = nanos;
        for (int frame = 0; frame < 1_200; frame++) {
            nanos += pace.nextDelayNanos();
        }

        assertThat(Duration.ofNanos(nanos - start)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void silenceSavesUpNoMoreThanASecond() {
        nanos += Duration.ofMinutes(10).toNanos();
        for (int frame = 0; frame < 200; frame++) {
            pace.nextDelayNanos();
        }

        assertThat(pace.nextDelayNanos()).isPositive();
    }
}
