package dev.weft.engine.host;

import dev.weft.engine.trace.Trace;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs messages one at a time and in order, each for the trace of who posted it, on a thread that exists only while there are some. Safe for use by many threads. */
final class Mailbox {
    private final Executor executor;
    private final Consumer<Throwable> onFailure;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Posted> messages = new ArrayDeque<>();
    private boolean running;
    private boolean closed;

    /** Runs once, or is dropped. */
    @FunctionalInterface
    interface Message {
        void run();

        /** The mailbox was closed first. */
        default void dropped() {}
    }

    /** A message, and the trace of who posted it. */
    private record Posted(Message message, @Nullable String traceId) {}

    /** @param onFailure told when a message throws; it should close the mailbox */
    Mailbox(Executor executor, Consumer<Throwable> onFailure) {
        this.executor = executor;
        this.onFailure = onFailure;
    }

    /** @return false if the mailbox is closed, and the message will neither run nor be dropped */
    boolean post(Message message) {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            messages.add(new Posted(message, Trace.current()));
            if (!running) {
                running = true;
                executor.execute(this::run);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Closes the mailbox unless something has been posted that hasn't run yet. To be called by a message. */
    boolean closeIfEmpty() {
        lock.lock();
        try {
            if (messages.isEmpty()) {
                closed = true;
            }
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Closes the mailbox and drops what hasn't run. */
    void close() {
        List<Posted> dropped;
        lock.lock();
        try {
            closed = true;
            dropped = List.copyOf(messages);
            messages.clear();
        } finally {
            lock.unlock();
        }
        dropped.forEach(posted -> posted.message().dropped());
    }

    private void run() {
        for (Posted posted = next(); posted != null; posted = next()) {
            try (Trace.Scope _ = Trace.enter(posted.traceId())) {
                run(posted.message());
            }
        }
    }

    private void run(Message message) {
        try {
            message.run();
        } catch (RuntimeException | Error e) { // a mailbox that an error stops would be stuck for ever
            onFailure.accept(e);
        }
    }

    private @Nullable Posted next() {
        lock.lock();
        try {
            Posted posted = messages.poll();
            running = posted != null;
            return posted;
        } finally {
            lock.unlock();
        }
    }
}
