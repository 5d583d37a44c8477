package dev.weft.engine.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class AppendPaceTest {
    private long nowMillis = 1_000;
    private final AppendPace pace = new AppendPace(() -> Instant.ofEpochMilli(nowMillis));

    @Test
    void inASmallRoomNothingWaits() {
        pace.sent(1);

        assertThat(pace.waitMillis(9)).isZero();
    }

    @Test
    void inALargeRoomAnAppendWaitsLongerTheMoreAreThere() {
        pace.sent(1);

        assertThat(pace.waitMillis(100)).isEqualTo(10);
        assertThat(pace.waitMillis(200)).isEqualTo(20);
        assertThat(pace.waitMillis(1_000)).isEqualTo(25);
    }

    @Test
    void whereManyUpdatesCameTheNextOnesAreGathered() {
        pace.sent(7);
        assertThat(pace.waitMillis(2)).isZero();

        pace.sent(40);
        assertThat(pace.waitMillis(2)).isEqualTo(5);

        pace.sent(1_000);
        assertThat(pace.waitMillis(2)).isEqualTo(8);
        assertThat(pace.waitMillis(100)).isEqualTo(18);
    }

    @Test
    void timeThatHasPassedCounts() {
        pace.sent(1);
        nowMillis += 15;

        assertThat(pace.waitMillis(200)).isEqualTo(5);
    }

    @Test
    void theFirstAppendAfterAPauseWaitsForNothing() {
        assertThat(pace.waitMillis(1_000)).isZero();

        pace.sent(1);
        nowMillis += 25;

        assertThat(pace.waitMillis(1_000)).isZero();
    }

    @Test
    void aClockThatIsSetBackMakesNobodyWait() {
        pace.sent(1);
        nowMillis -= 500;

        assertThat(pace.waitMillis(1_000)).isZero();
    }
}
