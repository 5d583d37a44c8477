package dev.weft.persistence.readmodel;

import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How far the read models are in the log. All are at the same event, whichever process keeps them.
 *
 * <p>Safe for use by many threads.
 */
public final class ReadModelPosition {

    /** Where processes tell each other that somebody waits for the read models; without a payload. */
    public static final String AWAITED_CHANNEL = "weft_awaited";

    static final String PROCESSOR = "read-models";

    /** How long news of another process can be late. */
    private static final Duration POLL = Duration.ofMillis(50);

    private final JdbcClient client;
    private long reachedHere;
    private volatile Runnable onAwaited = () -> {};

    public ReadModelPosition(DataSource dataSource) {
        client = JdbcClient.create(dataSource);
    }

    /** The position up to which all events are in the read models, or parked; 0 if there is none. */
    public long current() {
        return of(PROCESSOR, client);
    }

    /** Up to where a processor has read. */
    static long of(String processor, JdbcClient client) {
        return client.sql(
                        "SELECT coalesce(min((token::jsonb ->> 'globalIndex')::bigint), 0) FROM weft.token WHERE processor = ?")
                .param(processor)
                .query(Long.class)
                .single();
    }

    /**
     * Waits until the read models have reached a position.
     *
     * @return whether they have, within {@code patience}
     * @throws InterruptedException if the thread is to end
     */
    public boolean await(long position, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        for (int look = 0; !has(position); look++) {
            onAwaited.run();
            if (look == 1) {
                tellOthers();
            }
            if (System.nanoTime() - deadline >= 0) {
                return false;
            }
            synchronized (this) {
                if (reachedHere < position) {
                    wait(POLL.toMillis());
                }
            }
        }
        return true;
    }

    /** Whoever keeps the read models isn't in this process, or is slow. */
    private void tellOthers() {
        client.sql("SELECT pg_notify(?, '')").param(AWAITED_CHANNEL).query().singleRow();
    }

    private boolean has(long position) {
        synchronized (this) {
            if (reachedHere >= position) {
                return true;
            }
        }
        return current() >= position;
    }

    /** From now on, whoever keeps the read models in this process hears when they are waited for. */
    void onAwaited(Runnable hurry) {
        onAwaited = hurry;
    }

    /** This process has committed all up to there. */
    synchronized void reached(long position) {
        reachedHere = Math.max(reachedHere, position);
        notifyAll();
    }
}
