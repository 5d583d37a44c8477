package dev.weft.engine.host;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs messages one at a time and in order, on a thread that exists only while there are some. Safe for use by many threads. */
final class Mailbox {
    private final Executor executor;
    private final Consumer<RuntimeException> onFailure;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Message> messages = new ArrayDeque<>();
    private boolean running;
    private boolean closed;

    /** Runs once, or is dropped. */
    @FunctionalInterface
    interface Message {
        void run();

        /** The mailbox was closed first. */
        default void dropped() {}
    }

    /** @param onFailure told when a message throws; it should close the mailbox */
    Mailbox(Executor executor, Consumer<RuntimeException> onFailure) {
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
            messages.add(message);
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
        List<Message> dropped;
        lock.lock();
        try {
            closed = true;
            dropped = List.copyOf(messages);
            messages.clear();
        } finally {
            lock.unlock();
        }
        dropped.forEach(Message::dropped);
    }

    private void run() {
        for (Message message = next(); message != null; message = next()) {
            try {
                message.run();
            } catch (RuntimeException e) {
                onFailure.accept(e);
            }
        }
    }

    private @Nullable Message next() {
        lock.lock();
        try {
            Message message = messages.poll();
            running = message != null;
            return message;
        } finally {
            lock.unlock();
        }
    }
}
