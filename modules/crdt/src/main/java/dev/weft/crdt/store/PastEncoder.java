package dev.weft.crdt.store;

import dev.weft.crdt.update.IdSet;
import dev.weft.crdt.update.StateVector;
import dev.weft.crdt.update.UpdateFormat;
import dev.weft.crdt.update.UpdateWriter;

/**
 * Writes a state that the document was in as an update of format 1.
 *
 * <p>Source: yjs 13.6, {@code src/utils/Snapshot.js}, {@code createDocFromSnapshot}.
 */
final class PastEncoder {
    private static final int NONE = Rows.NONE;

    private final StructStore store;
    private final Rows rows;
    private final Clients clients;
    private final StructWriter structWriter;

    PastEncoder(StructStore store) {
        this.store = store;
        this.rows = store.rows;
        this.clients = store.clients;
        this.structWriter = new StructWriter(store);
    }

    /**
     * Cuts items where the state ends: call inside a transaction, which joins them again.
     *
     * @throws IllegalArgumentException if the state knows more than the document; then nothing has changed
     */
    byte[] encode(StateVector state, IdSet deletions) {
        state.forEach((client, clock) -> {
            if (clock > store.state(client)) {
                throw new IllegalArgumentException("the state knows client " + client + " up to clock " + clock
                        + ", the document only up to " + store.state(client));
            }
        });
        UpdateWriter out = UpdateWriter.of(UpdateFormat.V1);
        state.forEach((client, clock) -> {
            if (clock > 0) {
                writeStructs(out, clients.indexOf(client), clock);
            }
        });
        out.deletions(deletions);
        return out.toByteArray();
    }

    private void writeStructs(UpdateWriter out, int client, int end) {
        if (end < clients.state(client)) {
            store.cleanStart(client, end);
        }
        out.beginClient(clients.id(client), 0);
        for (int row = clients.first(client); row != NONE && rows.clock(row) < end; row = rows.next(row)) {
            structWriter.write(out, row, 0);
        }
    }
}
