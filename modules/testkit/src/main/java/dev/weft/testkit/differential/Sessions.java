package dev.weft.testkit.differential;

import dev.weft.testkit.yjs.YjsBridge;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Runs very many random sessions, half of them written by Yjs, half by us: {@code modules/testkit/sessions} is the command.
 *
 * <p>Each worker has a Yjs process of its own. Prints how far it is, each seed that fails with a shorter session that fails as
 * well, and how to run it alone. Exit code 1 when any failed.
 */
public final class Sessions {
    private static final long FIRST_BOUND = 1L << 40;
    private static final Duration REPORT = Duration.ofMinutes(1);
    private static final int MINIMIZED = 10;

    private final long first;
    private final long count;
    private final int workers;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong done = new AtomicLong();
    private final List<String> failed = Collections.synchronizedList(new ArrayList<>());
    private final long startNanos = System.nanoTime();

    private Sessions(long first, long count, int workers) {
        this.first = first;
        this.count = count;
        this.workers = workers;
    }

    /** @param args number of sessions, first seed, number of workers; each may be left out from the end */
    public static void main(String[] args) throws InterruptedException {
        long count = args.length > 0 ? Long.parseLong(args[0]) : 1_000_000;
        long first = args.length > 1
                ? Long.parseLong(args[1])
                : ThreadLocalRandom.current().nextLong(FIRST_BOUND);
        int workers = args.length > 2
                ? Integer.parseInt(args[2])
                : Runtime.getRuntime().availableProcessors();
        System.exit(new Sessions(first, count, workers).run() ? 0 : 1);
    }

    private boolean run() throws InterruptedException {
        System.out.printf("%,d sessions from seed %d on, %d workers%n", count, first, workers);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            threads.add(Thread.ofPlatform().name("sessions-" + i).start(this::work));
        }
        for (Thread thread : threads) {
            while (!thread.join(REPORT)) {
                report();
            }
        }
        report();
        failed.forEach(System.out::println);
        return failed.isEmpty() && done.get() == count;
    }

    private void work() {
        try (YjsBridge yjs = YjsBridge.start()) {
            for (long number = next.getAndIncrement(); number < count; number = next.getAndIncrement()) {
                long seed = first + number;
                check(kind(seed), seed, yjs);
                done.incrementAndGet();
            }
        }
    }

    /** Seeds alternate. */
    private static SessionKind kind(long seed) {
        return SessionKind.values()[(int) (seed % SessionKind.values().length)];
    }

    private void check(SessionKind kind, long seed, YjsBridge yjs) {
        List<String> differences;
        try {
            differences = kind.differences(seed, yjs);
        } catch (RuntimeException | Error e) {
            differences = List.of(e.toString());
        }
        if (!differences.isEmpty()) {
            failed.add(kind + " seed " + seed + ": modules/testkit/sessions 1 " + seed);
            System.out.println(failed.getLast());
            System.out.println(failed.size() <= MINIMIZED ? kind.minimize(seed, yjs) : differences.getFirst());
        }
    }

    private void report() {
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        System.out.printf(
                "%,d sessions in %,.0f s, %,.0f a second, %d failed%n",
                done.get(), seconds, done.get() / seconds, failed.size());
    }
}
