package dev.weft.crdt.store;

import dev.weft.crdt.update.StateVector;
import dev.weft.crdt.update.UpdateFormat;
import dev.weft.lib0.ByteWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes updates of format 1: the state of the document, its difference to a state vector, and what a transaction changed.
 *
 * <p>A difference is never smaller than the set of all deletions, so that is kept encoded until something is deleted.
 *
 * <p>Source: yjs 13.6, {@code src/utils/encoding.js}, {@code writeClientsStructs}; {@code src/utils/DeleteSet.js}, {@code
 * writeDeleteSet}.
 */
final class StateEncoder {
    private static final int NONE = Rows.NONE;

    private final StructStore store;
    private final Rows rows;
    private final Clients clients;
    private final StructWriter structWriter;
    private byte @Nullable [] deleteSet;

    StateEncoder(StructStore store) {
        this.store = store;
        this.rows = store.rows;
        this.clients = store.clients;
        this.structWriter = new StructWriter(store);
    }

    /** Something was deleted. */
    void deleteSetChanged() {
        deleteSet = null;
    }

    /**
     * Everything that somebody with this state lacks, and all deletions; pending structs and deletions aside.
     */
    byte[] encodeState(StateVector target) {
        int[] order = clients.descendingIds();
        int[] from = new int[order.length];
        int writing = 0;
        for (int i = 0; i < order.length; i++) {
            int client = order[i];
            int known = target.isEmpty() ? 0 : target.clock(clients.id(client));
            from[i] = known < clients.state(client) ? known : NONE;
            writing += from[i] == NONE ? 0 : 1;
        }
        byte[] deletions = deleteSet();
        int structBytes = target.isEmpty() ? store.arena.top() - store.arena.dead() + 14 * rows.inUse() : 64;
        ByteWriter out = new ByteWriter(structBytes + deletions.length + 16);
        out.writeVarUint(writing);
        for (int i = 0; i < order.length; i++) {
            if (from[i] != NONE) {
                writeStructs(out, order[i], from[i]);
            }
        }
        out.writeBytes(deletions);
        return out.toByteArray();
    }

    private void writeStructs(ByteWriter out, int client, int from) {
        int first = from == 0 ? clients.first(client) : store.find(client, from);
        int count = 0;
        if (from == 0) {
            count = clients.rows(client);
        } else {
            for (int row = first; row != NONE; row = rows.next(row)) {
                count++;
            }
        }
        out.writeVarUint(count);
        out.writeVarUint(clients.id(client));
        out.writeVarUint(from);
        structWriter.write(out, first, from - rows.clock(first));
        for (int row = rows.next(first); row != NONE; row = rows.next(row)) {
            structWriter.write(out, row, 0);
        }
    }

    /** All deletions, encoded. Not to be changed. */
    byte[] deleteSet() {
        byte[] known = deleteSet;
        if (known == null) {
            known = encodeDeleteSet();
            deleteSet = known;
        }
        return known;
    }

    private byte[] encodeDeleteSet() {
        ByteWriter ranges = new ByteWriter();
        ByteWriter out = new ByteWriter();
        out.writeUint8(0);
        int deletingClients = 0;
        for (int client : clients.descendingIds()) {
            ranges.reset();
            int count = 0;
            int row = clients.first(client);
            while (row != NONE) {
                if (!rows.isDeleted(row)) {
                    row = rows.next(row);
                    continue;
                }
                int clock = rows.clock(row);
                int end = clock;
                for (; row != NONE && rows.isDeleted(row); row = rows.next(row)) {
                    end = rows.end(row);
                }
                ranges.writeVarUint(clock);
                ranges.writeVarUint(end - clock);
                count++;
            }
            if (count > 0) {
                deletingClients++;
                out.writeVarUint(clients.id(client));
                out.writeVarUint(count);
                out.writeBytes(ranges.array(), 0, ranges.size());
            }
        }
        out.fillVarUint(0, deletingClients);
        return out.toByteArray();
    }

    /** What the transaction changed, as an update; structs that were inserted and the ranges that were deleted. */
    byte[] encodeChanges() {
        Changes changes = store.changes;
        ByteWriter out = new ByteWriter();
        long[] ids = new long[changes.clients.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = clients.id(changes.clients.get(i));
        }
        Arrays.sort(ids);
        out.writeVarUint(ids.length);
        for (int i = ids.length - 1; i >= 0; i--) {
            int client = clients.indexOf(ids[i]);
            writeStructs(out, client, changes.stateBefore(clients, client));
        }
        writeRanges(out, changes.deletions);
        return out.toByteArray();
    }

    private void writeRanges(ByteWriter out, IntList deletions) {
        if (deletions.size() <= 3) {
            writeRange(out, deletions);
        } else {
            out.writeBytes(store.deletedRanges(store.changes).encode(UpdateFormat.V1));
        }
    }

    private void writeRange(ByteWriter out, IntList deletions) {
        out.writeVarUint(deletions.size() / 3);
        if (!deletions.isEmpty()) {
            out.writeVarUint(clients.id(deletions.get(0)));
            out.writeUint8(1);
            out.writeVarUint(deletions.get(1));
            out.writeVarUint(deletions.get(2));
        }
    }

    /** {@code varUint n, n × (varUint client, varUint clock)}, by descending client id. */
    byte[] encodeStateVector() {
        int[] order = clients.descendingIds();
        ByteWriter out = new ByteWriter(5 + 10 * order.length);
        out.writeVarUint(order.length);
        for (int client : order) {
            out.writeVarUint(clients.id(client));
            out.writeVarUint(clients.state(client));
        }
        return out.toByteArray();
    }
}
