package dev.weft.crdt;

/** A listener that is registered. Closing it, any number of times, takes the listener away. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {
    @Override
    void close();
}
