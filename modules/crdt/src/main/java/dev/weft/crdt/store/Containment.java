package dev.weft.crdt.store;

import dev.weft.crdt.update.StructKind;
import dev.weft.crdt.update.UpdateCursor;

/** Answers whether a document holds an update. */
final class Containment {
    private static final int NONE = Rows.NONE;

    private final StructStore store;
    private final Rows rows;
    private final Clients clients;

    Containment(StructStore store) {
        this.store = store;
        this.rows = store.rows;
        this.clients = store.clients;
    }

    /** Whether every struct and every deletion of the update is part of the document already. */
    boolean contains(UpdateCursor update) {
        while (update.next()) {
            if (update.kind() != StructKind.SKIP && store.state(update.client()) < update.endClock()) {
                return false;
            }
        }
        while (update.nextDeletion()) {
            int client = clients.indexOf(update.deletionClient());
            int end = update.deletionClock() + update.deletionLength();
            if (client == NONE || clients.state(client) < end) {
                return false;
            }
            int row = store.find(client, update.deletionClock());
            for (; row != NONE && rows.clock(row) < end; row = rows.next(row)) {
                if (!rows.isDeleted(row)) {
                    return false;
                }
            }
        }
        return true;
    }
}
