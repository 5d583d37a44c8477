package dev.weft.crdt.store;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction did to the store so far, and what it still owes it at its end: Yjs's {@code beforeState}, {@code
 * deleteSet} and {@code _mergeStructs}. May be used again for another transaction.
 *
 * <p>The state vector before the transaction is never copied: only the clients that got structs are noted, with the state they
 * had.
 */
public final class Changes {
    /** Told which types changed; only set when somebody listens. */
    public interface TypeListener {
        /** @param key index of the map key, or {@link Rows#NONE} for the list */
        void typeChanged(int type, int key);

        void typeDeleted(int type);
    }

    private int[] before = new int[4];
    private int[] stamp = new int[4];
    private int serial = 1;

    /** Clients that got structs. */
    final IntList clients = new IntList();

    /** Client, clock, length each, as they happened. */
    final IntList deletions = new IntList();

    /** Client, clock each: structs to try to merge with their neighbours. */
    final IntList mergeStructs = new IntList();

    private boolean quiet;
    private boolean collectAtOnce;
    private boolean mergeNeeded;
    private boolean oldDeletionsCollected;
    private int modifications;
    private @Nullable TypeListener typeListener;

    /**
     * Begins a transaction.
     *
     * @param quiet whether nobody will ask which structs are new or deleted: strings may grow in place
     * @param collectAtOnce whether deleted content is dropped in the deletion itself: nobody will ask for it
     * @param listener told which types change, or null
     */
    public void begin(boolean quiet, boolean collectAtOnce, @Nullable TypeListener listener) {
        this.quiet = quiet;
        this.collectAtOnce = collectAtOnce;
        this.typeListener = listener;
        clients.clear();
        deletions.clear();
        mergeStructs.clear();
        mergeNeeded = false;
        oldDeletionsCollected = false;
        modifications = 0;
        serial++;
    }

    /** A row was added, or changed so that it may have become joinable. */
    void mergeNeeded() {
        mergeNeeded = true;
    }

    boolean isMergeNeeded() {
        return mergeNeeded;
    }

    boolean isQuiet() {
        return quiet;
    }

    boolean collectAtOnce() {
        return collectAtOnce;
    }

    /** The client is about to get a struct at this clock. */
    void clientGrows(int client, int state) {
        modifications++;
        if (client >= stamp.length) {
            int capacity = Math.max(client + 1, stamp.length * 2);
            stamp = Arrays.copyOf(stamp, capacity);
            before = Arrays.copyOf(before, capacity);
        }
        if (stamp[client] != serial) {
            stamp[client] = serial;
            before[client] = state;
            clients.add(client);
        }
    }

    /** The client's state before the transaction. */
    int stateBefore(Clients all, int client) {
        return client < stamp.length && stamp[client] == serial ? before[client] : all.state(client);
    }

    void deleted(int client, int clock, int length) {
        modifications++;
        mergeNeeded = true;
        int size = deletions.size();
        if (size > 0
                && deletions.get(size - 3) == client
                && deletions.get(size - 2) + deletions.get(size - 1) == clock) {
            deletions.set(size - 1, deletions.get(size - 1) + length);
            return;
        }
        deletions.add(client);
        deletions.add(clock);
        deletions.add(length);
    }

    void mergeLater(int client, int clock) {
        mergeNeeded = true;
        mergeStructs.add(client);
        mergeStructs.add(clock);
    }

    /** As {@link #mergeLater}, for a struct that was deleted before, and becomes a GC now. */
    void collectedMergesLater(int client, int clock) {
        oldDeletionsCollected = true;
        mergeLater(client, clock);
    }

    /** Whether {@link #mergeStructs} are right parts of cuts and nothing else. */
    boolean onlyCutsMergeLater() {
        return !oldDeletionsCollected;
    }

    boolean typesWatched() {
        return typeListener != null;
    }

    void typeChanged(int type, int key) {
        if (typeListener != null) {
            typeListener.typeChanged(type, key);
        }
    }

    void typeDeleted(int type) {
        if (typeListener != null) {
            typeListener.typeDeleted(type);
        }
    }

    /** Grows with everything that is inserted or deleted. */
    public int modifications() {
        return modifications;
    }

    /** Whether anything was inserted or deleted. */
    public boolean isEmpty() {
        return clients.isEmpty() && deletions.isEmpty();
    }
}
