package dev.weft.crdt;

import dev.weft.crdt.update.IdSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A set of ids that remembers the order in which clients came up. Undo goes through its items in that order, which decides on the
 * clocks of the items that it makes: any other order would give other bytes than Yjs's.
 */
record CapturedIds(IdSet ids, List<Long> clients) {

    /** What the transaction deleted. */
    static CapturedIds deletedBy(Transaction transaction) {
        Set<Long> clients = new LinkedHashSet<>();
        IdSet.Builder ids = IdSet.builder();
        transaction.doc.store.changed().forEachDeletedRange(transaction.changes, (client, clock, length) -> {
            clients.add(client);
            ids.add(client, clock, length);
        });
        return new CapturedIds(ids.build(), List.copyOf(clients));
    }

    /** What the transaction inserted. */
    static CapturedIds addedBy(Transaction transaction) {
        List<Long> clients = new ArrayList<>();
        IdSet.Builder ids = IdSet.builder();
        transaction.doc.store.changed().forEachAddedRange(transaction.changes, (client, clock, length) -> {
            clients.add(client);
            ids.add(client, clock, length);
        });
        return new CapturedIds(ids.build(), clients);
    }

    CapturedIds union(CapturedIds other) {
        Collection<Long> all = new LinkedHashSet<>(clients);
        all.addAll(other.clients);
        return new CapturedIds(ids.union(other.ids), List.copyOf(all));
    }

    void forEachRange(IdSet.RangeConsumer consumer) {
        for (long client : clients) {
            ids.forEachOf(client, (clock, end) -> consumer.accept(client, clock, end - clock));
        }
    }
}
