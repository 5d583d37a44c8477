package dev.weft.api.memory;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Collects garbage, and so gives memory back to the system, when a burst is over. A JVM that has nothing to do allocates nothing and therefore never collects,
 * so that it keeps for ever what a burst has left; its own periodic collections don't look whether there is something to do.
 *
 * <p>It looks each second, and collects when the process has used nearly no CPU since it looked last, when the heap has grown since the last collection of
 * its own, and when the heap is small enough for a pause that nobody minds. Some seconds later it collects once more, as documents have come to rest by then.
 * It spends no more than a thousandth of the time on it, of which a second may be saved up.
 */
public final class QuietCollector implements AutoCloseable {

    private static final Duration LOOK = Duration.ofSeconds(1);

    /** Of one core, in percent, while nothing is to be done. */
    private static final int MOST_CPU_PERCENT = 10;

    private static final long LEAST_GROWTH_BYTES = 32L << 20;

    /** Garbage included. A collection stops the server for some tenths of a second for each GiB that isn't garbage. */
    static final long MOST_HEAP_BYTES = 2L << 30;

    /** By then most documents that nobody edits any more are bytes, and the objects that they were are garbage. */
    private static final Duration SETTLING = Duration.ofSeconds(6);

    private static final int TIME_PER_PAUSE = 1_000;
    private static final long MOST_CREDIT_NANOS = Duration.ofSeconds(1).toNanos();

    private final Process process;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("quiet-collector").factory());

    private long lastNanos;
    private long lastCpuNanos;
    private long usedAfterLast;
    private long lastCollectedNanos;
    private boolean isSettling;

    /** How long collections may still take; below 0 after one that took longer. */
    private long creditNanos = MOST_CREDIT_NANOS;

    /**
     * The process that this is about.
     *
     * @param nanoTime as {@link System#nanoTime()}
     * @param cpuNanos that it has used since it began
     * @param usedHeapBytes garbage included
     * @param collect all garbage, and return when that is done
     */
    record Process(LongSupplier nanoTime, LongSupplier cpuNanos, LongSupplier usedHeapBytes, Runnable collect) {
        static Process thisOne() {
            OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
            Runtime runtime = Runtime.getRuntime();
            return new Process(
                    System::nanoTime,
                    system::getProcessCpuTime,
                    () -> runtime.totalMemory() - runtime.freeMemory(),
                    new FullCollection());
        }
    }

    /** Begins to look after this process. */
    public QuietCollector() {
        this(Process.thisOne());
        timer.scheduleWithFixedDelay(this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Looks only when it is told to. */
    QuietCollector(Process process) {
        this.process = process;
        lastNanos = process.nanoTime().getAsLong();
        lastCpuNanos = process.cpuNanos().getAsLong();
        usedAfterLast = process.usedHeapBytes().getAsLong();
    }

    void look() {
        long now = process.nanoTime().getAsLong();
        long cpu = process.cpuNanos().getAsLong();
        boolean isQuiet = (cpu - lastCpuNanos) * 100 <= (now - lastNanos) * MOST_CPU_PERCENT;
        creditNanos = Math.min(MOST_CREDIT_NANOS, creditNanos + (now - lastNanos) / TIME_PER_PAUSE);
        lastNanos = now;
        lastCpuNanos = cpu;
        long used = process.usedHeapBytes().getAsLong();
        usedAfterLast = Math.min(usedAfterLast, used);
        boolean hasGrown = used - usedAfterLast >= LEAST_GROWTH_BYTES;
        boolean hasSettled = isSettling && now - lastCollectedNanos >= SETTLING.toNanos();
        if (isQuiet && creditNanos > 0 && (hasGrown || hasSettled) && used <= MOST_HEAP_BYTES) {
            isSettling = hasGrown;
            collect(now);
        }
    }

    private void collect(long begun) {
        process.collect().run();
        lastNanos = process.nanoTime().getAsLong();
        lastCollectedNanos = lastNanos;
        creditNanos -= lastNanos - begun;
        lastCpuNanos = process.cpuNanos().getAsLong();
        usedAfterLast = process.usedHeapBytes().getAsLong();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
