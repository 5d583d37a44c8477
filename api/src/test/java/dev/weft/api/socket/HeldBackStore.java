package dev.weft.api.socket;

import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;

/** An event store in memory whose commits take as long as a test wants. */
final class HeldBackStore extends InMemoryEventStorageEngine {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean holdsBack;
    private int heldBack;

    /** From now on appends wait. */
    void holdCommitsBack() {
        lock.lock();
        try {
            holdsBack = true;
        } finally {
            lock.unlock();
        }
    }

    /** All that wait go on, and those that come. */
    void letCommitsThrough() {
        lock.lock();
        try {
            holdsBack = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How many appends wait now. */
    int heldBack() {
        lock.lock();
        try {
            return heldBack;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void appendEvents(List<? extends EventMessage<?>> events) {
        lock.lock();
        try {
            heldBack++;
            while (holdsBack) {
                changed.awaitUninterruptibly();
            }
            heldBack--;
        } finally {
            lock.unlock();
        }
        super.appendEvents(events);
    }
}
