package dev.weft.persistence.tail;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;

/** How long the transactions of a projection have taken since they were last asked for. Safe for use by many threads. */
final class WorkTime {

    private final LongSupplier nanoTime;
    private final AtomicLong nanos = new AtomicLong();

    /** @param nanoTime as {@link System#nanoTime()} */
    WorkTime(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Since the last {@link #forget()}, transactions that are under way left out. */
    long nanos() {
        return nanos.get();
    }

    void forget() {
        nanos.set(0);
    }

    /** Begins the same transactions, and counts how long they take. */
    TransactionManager counting(TransactionManager transactions) {
        return () -> {
            long begun = nanoTime.getAsLong();
            Transaction transaction = transactions.startTransaction();
            return new Transaction() {
                @Override
                public void commit() {
                    try {
                        transaction.commit();
                    } finally {
                        nanos.addAndGet(nanoTime.getAsLong() - begun);
                    }
                }

                @Override
                public void rollback() {
                    try {
                        transaction.rollback();
                    } finally {
                        nanos.addAndGet(nanoTime.getAsLong() - begun);
                    }
                }
            };
        };
    }
}
