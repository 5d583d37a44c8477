package dev.weft.api.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QuietCollectorTest {

    private static final long LIVE = 80L << 20;

    private long nowNanos;
    private long cpuNanos;
    private long usedBytes = LIVE;
    private int collections;
    private long pauseMillis = 100;

    private final QuietCollector collector =
            new QuietCollector(new QuietCollector.Process(() -> nowNanos, () -> cpuNanos, () -> usedBytes, () -> {
                collections++;
                usedBytes = LIVE;
                nowNanos += TimeUnit.MILLISECONDS.toNanos(pauseMillis);
                cpuNanos += TimeUnit.MILLISECONDS.toNanos(pauseMillis);
            }));

    @AfterEach
    void close() {
        collector.close();
    }

    @Test
    void whatABurstLeftIsCollectedOnceItIsQuiet() {
        usedBytes = 500L << 20;
        lookAfterSeconds(3, 2_000);
        assertThat(collections).isZero();

        lookAfterSeconds(3, 100);
        assertThat(collections).isEqualTo(1);
        assertThat(usedBytes).isEqualTo(LIVE);
    }

    @Test
    void whatHasComeToRestMeanwhileIsCollectedOnceMore() {
        usedBytes = 500L << 20;
        lookAfterSeconds(3, 100);

        lookAfterSeconds(3, 10);
        assertThat(collections).isEqualTo(1);

        lookAfterSeconds(3, 2_000);
        assertThat(collections).as("busy").isEqualTo(1);

        lookAfterSeconds(3, 10);
        assertThat(collections).isEqualTo(2);
    }

    @Test
    void aServerThatStaysQuietIsLeftAlone() {
        usedBytes = 500L << 20;
        lookAfterSeconds(3, 100);
        lookAfterSeconds(6, 100);

        for (int i = 0; i < 100; i++) {
            usedBytes += 100_000;
            lookAfterSeconds(3, 10);
        }

        assertThat(collections).isEqualTo(2);
    }

    @Test
    void ofTheTimeNoMoreThanAThousandthGoesIntoItButASecondInAdvance() {
        pauseMillis = 600;
        burstAndLookAfterSeconds(3);
        burstAndLookAfterSeconds(3);
        assertThat(collections).isEqualTo(2);

        burstAndLookAfterSeconds(180);
        assertThat(collections).isEqualTo(2);

        burstAndLookAfterSeconds(30);
        assertThat(collections).isEqualTo(3);
    }

    private void burstAndLookAfterSeconds(int seconds) {
        usedBytes = 500L << 20;
        lookAfterSeconds(seconds, 100);
    }

    @Test
    void aLargeHeapIsLeftToTheJvm() {
        usedBytes = QuietCollector.MOST_HEAP_BYTES + 1;
        lookAfterSeconds(3, 0);

        assertThat(collections).isZero();
    }

    @Test
    void growthCountsFromTheLeastThatWasSeen() {
        usedBytes = 60L << 20;
        lookAfterSeconds(3, 2_000);

        usedBytes = 95L << 20;
        lookAfterSeconds(3, 100);

        assertThat(collections).as("it has grown by 35 MiB since").isEqualTo(1);
    }

    private void lookAfterSeconds(int seconds, long cpuMillis) {
        nowNanos += TimeUnit.SECONDS.toNanos(seconds);
        cpuNanos += TimeUnit.MILLISECONDS.toNanos(cpuMillis);
        collector.look();
    }
}
