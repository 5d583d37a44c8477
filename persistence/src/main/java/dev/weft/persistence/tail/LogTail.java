package dev.weft.persistence.tail;

import dev.weft.engine.log.LogFollower;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Tells those who follow the log that it has grown.
 *
 * <p>Safe for use by many threads. Callers are the writer, between two commits, and the listener: nobody who is told may block.
 */
public final class LogTail {

    /** Where group commits are told, to be {@linkplain #heard heard} by others; {@code weft.append_events} names it too. */
    public static final String CHANNEL = "weft_log";

    private final String node = UUID.randomUUID().toString().substring(0, 8);
    private final CopyOnWriteArrayList<Runnable> readersOfAll = new CopyOnWriteArrayList<>();
    private volatile @Nullable LogFollower documents;

    /** The name by which this process recognises its own notifications. */
    public String node() {
        return node;
    }

    /** From now on, open documents hear of what others wrote to their streams. */
    public void wake(LogFollower openDocuments) {
        documents = openDocuments;
    }

    /** From now on, {@code onGrowth} runs after each commit, by whichever process. It must not block. */
    public void add(Runnable onGrowth) {
        readersOfAll.add(onGrowth);
    }

    public void remove(Runnable onGrowth) {
        readersOfAll.remove(onGrowth);
    }

    /**
     * This process has committed something.
     *
     * @param strange streams that grew by other means than their hosts, which know what they appended
     */
    public void committedHere(Growth strange) {
        readersOfAll.forEach(Runnable::run);
        wakeDocuments(strange);
    }

    /** Something was told on the {@link #CHANNEL}. */
    public void heard(String payload) {
        Growth.ofPayload(payload, node).ifPresent(this::committedElsewhere);
    }

    /** Another process has, or may have while nobody listened. */
    private void committedElsewhere(Growth growth) {
        readersOfAll.forEach(Runnable::run);
        wakeDocuments(growth);
    }

    private void wakeDocuments(Growth growth) {
        LogFollower open = documents;
        if (open == null) {
            return;
        }
        switch (growth) {
            case Growth.OfStreams(var lengths) -> lengths.forEach(open::wake);
            case Growth.OfMany() -> open.wakeAll();
        }
    }
}
