package dev.weft.engine.trace;

import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The trace that a thread works for, as its log lines tell: under {@value #KEY} in SLF4J's diagnostic context. It belongs to the thread; whoever hands work
 * to another hands the trace over with it.
 */
public final class Trace {
    /** In the diagnostic context. */
    public static final String KEY = "trace";

    private Trace() {}

    /** A piece of work for one trace; its end gives the thread back to the one before. */
    public interface Scope extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Begins a piece of work on this thread.
     *
     * @param traceId null for work that belongs to no trace
     */
    public static Scope enter(@Nullable String traceId) {
        String before = current();
        if (Objects.equals(before, traceId)) {
            return () -> {};
        }
        set(traceId);
        return () -> set(before);
    }

    /** W3C trace id of what this thread works for; null if it works for none. */
    public static @Nullable String current() {
        return MDC.get(KEY);
    }

    /** The same work, for the trace of this thread, whichever runs it. */
    public static Runnable carried(Runnable work) {
        return workFor(current(), work);
    }

    private static Runnable workFor(@Nullable String traceId, Runnable work) {
        return () -> {
            try (Scope _ = enter(traceId)) {
                work.run();
            }
        };
    }

    /** Runs all work for the trace of who hands it over. */
    public static Executor carriedBy(Executor executor) {
        return work -> executor.execute(carried(work));
    }

    /** Runs all work for one trace. */
    public static Executor executorFor(String traceId, Executor executor) {
        return work -> executor.execute(workFor(traceId, work));
    }

    private static void set(@Nullable String traceId) {
        if (traceId == null) {
            MDC.remove(KEY);
        } else {
            MDC.put(KEY, traceId);
        }
    }
}
