package dev.weft.persistence.events;

import dev.weft.engine.log.EventLog;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Goes through a stream page by page, and fetches the next page while the last one is worked on. */
final class ReadAhead {

    private static final Executor ON_VIRTUAL_THREADS =
            task -> Thread.ofVirtual().name("reads-ahead").start(task);

    private ReadAhead() {}

    /** Reads a part of a stream. */
    @FunctionalInterface
    interface Pages<T> {
        /** As many as {@code limit} from a sequence on, unless the stream ends before. */
        List<T> read(long fromSequence, int limit);
    }

    /** @param action runs on the caller's thread; what it throws ends the run */
    static <T> void forEach(long fromSequence, long toSequence, Pages<T> pages, Consumer<T> action) {
        long next = fromSequence;
        CompletableFuture<List<T>> page = ahead(next, toSequence, pages);
        while (next <= toSequence) {
            List<T> events = joined(page);
            next += events.size();
            boolean mayHaveMore = events.size() == EventLog.EVENTS_PER_READ;
            if (mayHaveMore) {
                page = ahead(next, toSequence, pages);
            }
            events.forEach(action);
            if (!mayHaveMore) {
                return;
            }
        }
    }

    private static <T> CompletableFuture<List<T>> ahead(long fromSequence, long toSequence, Pages<T> pages) {
        if (fromSequence > toSequence) {
            return CompletableFuture.completedFuture(List.of());
        }
        int limit = (int) Math.min(EventLog.EVENTS_PER_READ - 1, toSequence - fromSequence) + 1;
        return CompletableFuture.supplyAsync(() -> pages.read(fromSequence, limit), ON_VIRTUAL_THREADS);
    }

    private static <T> T joined(CompletableFuture<T> page) {
        try {
            return page.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }
}
