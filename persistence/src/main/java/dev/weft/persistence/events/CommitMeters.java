package dev.weft.persistence.events;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** What the writer does, in numbers. Used by one thread. */
final class CommitMeters {

    private final MeterRegistry registry;
    private final Timer commits;
    private final DistributionSummary appends;
    private final Counter conflicts;
    private final Counter failures;

    CommitMeters(MeterRegistry registry) {
        this.registry = registry;
        commits = Timer.builder("weft.commit")
                .description("Group commits, from the first byte sent to the answer that all is durable")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(10))
                .register(registry);
        appends = DistributionSummary.builder("weft.commit.appends")
                .description("Appends that went together in one group commit")
                .register(registry);
        conflicts = Counter.builder("weft.commit.conflicts")
                .description("Appends that lost a race for their sequence")
                .register(registry);
        failures = Counter.builder("weft.commit.failures")
                .description("Appends that failed otherwise, such as by a lost connection; hosts send theirs again")
                .register(registry);
    }

    /** @param queue its length is shown as long as the registry lives */
    void watch(AppendQueue queue) {
        registry.gauge("weft.commit.queue", queue, AppendQueue::size);
    }

    long start() {
        return System.nanoTime();
    }

    void committed(long startNanos, int groupSize, int lost) {
        commits.record(Duration.ofNanos(System.nanoTime() - startNanos));
        appends.record(groupSize);
        conflicts.increment(lost);
    }

    void failed(int groupSize) {
        failures.increment(groupSize);
    }
}
