package dev.weft.engine.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class AppendPaceTest {
    private long nowMillis = 1_000;
    private final AppendPace pace = new AppendPace(() -> Instant.ofEpochMilli(nowMillis));

    @Test
    void inASmallRoomNothingWaits() {
        pace.sent();

        assertThat(pace.waitMillis(9)).isZero();
    }

    @Test
    void inALargeRoomAnAppendWaitsLongerTheMoreAreThere() {
        pace.sent();

        assertThat(pace.waitMillis(100)).isEqualTo(10);
        assertThat(pace.waitMillis(200)).isEqualTo(20);
        assertThat(pace.waitMillis(1_000)).isEqualTo(25);
    }

    @Test
    void timeThatHasPassedCounts() {
        pace.sent();
        nowMillis += 15;

        assertThat(pace.waitMillis(200)).isEqualTo(5);
    }

    @Test
    void theFirstAppendAfterAPauseWaitsForNothing() {
        assertThat(pace.waitMillis(1_000)).isZero();

        pace.sent();
        nowMillis += 25;

        assertThat(pace.waitMillis(1_000)).isZero();
    }

    @Test
    void aClockThatIsSetBackMakesNobodyWait() {
        pace.sent();
        nowMillis -= 500;

        assertThat(pace.waitMillis(1_000)).isZero();
    }
}
