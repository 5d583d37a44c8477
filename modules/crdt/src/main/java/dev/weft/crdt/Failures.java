package dev.weft.crdt;

import org.jspecify.annotations.Nullable;

/**
 * What listeners threw. None of it keeps the others from being called, nor the document from finishing its transaction; then
 * the first is thrown, with the rest suppressed in it.
 *
 * <p>Source: lib0, {@code function.js}, {@code callAll}.
 */
final class Failures {
    private @Nullable Throwable first;

    void run(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            add(e);
        }
    }

    void add(Throwable failure) {
        if (first == null) {
            first = failure;
        } else if (first != failure) {
            first.addSuppressed(failure);
        }
    }

    void rethrow() {
        if (first instanceof Error error) {
            throw error;
        }
        if (first instanceof RuntimeException exception) {
            throw exception;
        }
    }
}
