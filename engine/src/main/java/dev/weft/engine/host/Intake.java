package dev.weft.engine.host;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Bounds what a document has received and not yet dealt with: when full, whoever reads a socket waits. Safe for use by many threads. */
final class Intake {
    /** What a message costs beside its bytes. */
    private static final int OVERHEAD_BYTES = 256;

    private final int maxBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long heldBytes;
    private boolean closed;

    Intake(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Waits until there is room; a message larger than all room waits until it is alone. */
    void enter(int lengthBytes) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed && heldBytes > 0 && heldBytes + lengthBytes + OVERHEAD_BYTES > maxBytes) {
                changed.await();
            }
            heldBytes += lengthBytes + OVERHEAD_BYTES;
        } finally {
            lock.unlock();
        }
    }

    void leave(int lengthBytes) {
        lock.lock();
        try {
            heldBytes -= lengthBytes + OVERHEAD_BYTES;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nobody waits any longer. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
