package dev.weft.crdt.store;

import dev.weft.crdt.update.IdSet;
import java.util.function.IntConsumer;

/** Answers what a transaction changed, in structs and client ids, while the transaction lasts and before what it did is merged. */
public final class ChangedStructs {
    private static final int NONE = Rows.NONE;

    private final StructStore store;
    private final Rows rows;
    private final Clients clients;

    ChangedStructs(StructStore store) {
        this.store = store;
        this.rows = store.rows;
        this.clients = store.clients;
    }

    /** The client's state before the transaction. */
    public int stateBefore(Changes changes, long clientId) {
        int client = clients.indexOf(clientId);
        return client == NONE ? 0 : changes.stateBefore(clients, client);
    }

    /** Whether the struct came with the transaction. */
    public boolean isAddedBy(Changes changes, int row) {
        return rows.clock(row) >= changes.stateBefore(clients, rows.client(row));
    }

    /** Whether the client got structs in the transaction. */
    public boolean hasGrown(Changes changes, long clientId) {
        int client = clients.indexOf(clientId);
        return client != NONE && changes.stateBefore(clients, client) != clients.state(client);
    }

    /** The ranges that the transaction deleted. */
    public IdSet deletedRanges(Changes changes) {
        IntList deletions = changes.deletions;
        IdSet.Builder ranges = IdSet.builder();
        for (int i = 0; i < deletions.size(); i += 3) {
            ranges.add(clients.id(deletions.get(i)), deletions.get(i + 1), deletions.get(i + 2));
        }
        return ranges.build();
    }

    /** Gives each struct that came with the transaction to the consumer. */
    public void forEachAdded(Changes changes, IntConsumer consumer) {
        for (int i = 0; i < changes.clients.size(); i++) {
            int client = changes.clients.get(i);
            int row = store.find(client, changes.stateBefore(clients, client));
            for (; row != NONE; row = rows.next(row)) {
                consumer.accept(row);
            }
        }
    }

    /**
     * Gives the ranges that the transaction deleted to the consumer, in the order in which it happened; a client may come up
     * more than once.
     */
    public void forEachDeletedRange(Changes changes, IdSet.RangeConsumer consumer) {
        IntList deletions = changes.deletions;
        for (int i = 0; i < deletions.size(); i += 3) {
            consumer.accept(clients.id(deletions.get(i)), deletions.get(i + 1), deletions.get(i + 2));
        }
    }

    /** Gives the range of each client's structs that came with the transaction, by the order in which clients came up. */
    public void forEachAddedRange(Changes changes, IdSet.RangeConsumer consumer) {
        clients.forEachByArrival(client -> {
            int before = changes.stateBefore(clients, client);
            int added = clients.state(client) - before;
            if (added > 0) {
                consumer.accept(clients.id(client), before, added);
            }
        });
    }
}
