package dev.weft.persistence.events;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Appends that wait for the writer, bounded in bytes: when full, whoever brings another waits, and so, behind its document, does the socket.
 *
 * <p>Safe for use by many threads.
 */
final class AppendQueue {

    private final long maxBytes;
    private final CommitPace pace;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition hasRoom = lock.newCondition();
    private final Condition hasWork = lock.newCondition();
    private final Condition hasEnough = lock.newCondition();
    private final Deque<PendingAppend> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private boolean closed;

    /**
     * @param maxBytes that wait at most; a single append may be larger, and then waits alone
     * @param pace at which groups are taken out
     */
    AppendQueue(long maxBytes, CommitPace pace) {
        this.maxBytes = maxBytes;
        this.pace = pace;
    }

    /**
     * Adds an append, as soon as there is room.
     *
     * @return false if the queue is closed
     */
    boolean put(PendingAppend append) {
        long bytes = append.sizeBytes();
        lock.lock();
        try {
            while (!closed && waitingBytes > 0 && waitingBytes + bytes > maxBytes) {
                hasEnough.signal();
                hasRoom.awaitUninterruptibly();
            }
            if (closed) {
                return false;
            }
            waiting.add(append);
            waitingBytes += bytes;
            pace.came(append);
            hasWork.signal();
            if (pace.hasEnough()) {
                hasEnough.signal();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes out what is to be written next: all that waits within the bounds, in order, and of each stream one append only. A second one is
     * chained to what the first may fail to write. Waits for at least one, and for more as the pace has it.
     *
     * @return empty once the queue is closed and drained
     */
    List<PendingAppend> take(int maxAppends, long maxGroupBytes) {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                hasWork.awaitUninterruptibly();
            }
            awaitCompany();
            List<PendingAppend> group = new ArrayList<>();
            Set<UUID> streams = new HashSet<>();
            long groupBytes = 0;
            Iterator<PendingAppend> next = waiting.iterator();
            while (next.hasNext() && group.size() < maxAppends && (group.isEmpty() || groupBytes < maxGroupBytes)) {
                PendingAppend append = next.next();
                if (streams.add(append.stream())) {
                    next.remove();
                    group.add(append);
                    groupBytes += append.sizeBytes();
                }
            }
            waitingBytes -= groupBytes;
            pace.began(group, waiting);
            hasRoom.signalAll();
            return group;
        } finally {
            lock.unlock();
        }
    }

    private void awaitCompany() {
        try {
            long nanos = pace.waitNanos();
            if (nanos > 0 && !closed) {
                hasEnough.awaitNanos(nanos); // whatever ends it too soon only makes the group smaller
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // then without company
        }
    }

    int size() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /** Takes nothing more; what waits can still be taken out. */
    void close() {
        lock.lock();
        try {
            closed = true;
            hasWork.signalAll();
            hasEnough.signalAll();
            hasRoom.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
