package dev.weft.crdt.store;

import dev.weft.crdt.update.IdSet;
import dev.weft.crdt.update.StateVector;
import dev.weft.crdt.update.UpdateFormat;
import dev.weft.crdt.update.UpdateWriter;
import dev.weft.crdt.update.Updates;
import dev.weft.lib0.ByteWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes updates: the state of the document, its difference to a state vector, and what a transaction changed.
 *
 * <p>A difference is never smaller than the set of all deletions, so that is kept encoded until something is deleted.
 *
 * <p>Source: yjs 13.6, {@code src/utils/encoding.js}, {@code writeClientsStructs} and {@code encodeStateAsUpdateV2}.
 */
final class StateEncoder {
    private static final int NONE = Rows.NONE;

    /** About what a struct takes apart from its content. */
    private static final int STRUCT_BYTES = 20;

    /** A writer that has grown beyond isn't kept. */
    private static final int KEPT_BYTES = 4096;

    private final StructStore store;
    private final Rows rows;
    private final Clients clients;
    private final StructWriter structWriter;
    private @Nullable IdSet deleteSet;
    private byte @Nullable [] deleteSetV1;

    /** For what transactions changed, in format 1: most are small, and many. */
    private @Nullable UpdateWriter changesWriter;

    StateEncoder(StructStore store) {
        this.store = store;
        this.rows = store.rows;
        this.clients = store.clients;
        this.structWriter = new StructWriter(store);
    }

    /** Something was deleted. */
    void deleteSetChanged() {
        deleteSet = null;
        deleteSetV1 = null;
    }

    /** Everything that somebody with this state lacks, all deletions, and what waits. */
    byte[] encodeState(StateVector target, UpdateFormat format) {
        byte[] state = encodeIntegrated(target, format);
        Pending pending = store.pending;
        if (pending.isEmpty()) {
            return state;
        }
        List<byte[]> parts = new ArrayList<>();
        parts.add(state);
        if (pending.hasDeletions()) {
            parts.add(deletionsOnly(pending, format));
        }
        if (pending.hasStructs()) {
            byte[] structs = Updates.diff(pending.structs(), target, UpdateFormat.V1);
            parts.add(format == UpdateFormat.V1 ? structs : Updates.convert(structs, UpdateFormat.V1, format));
        }
        return Updates.mergeUnjoined(parts, format);
    }

    private static byte[] deletionsOnly(Pending pending, UpdateFormat format) {
        IdSet.Builder deleted = IdSet.builder();
        for (Pending.Deletion deletion : pending.deletions()) {
            deleted.add(deletion.client(), deletion.clock(), deletion.length());
        }
        UpdateWriter out = UpdateWriter.of(format);
        out.deletions(deleted.build());
        return out.toByteArray();
    }

    private byte[] encodeIntegrated(StateVector target, UpdateFormat format) {
        UpdateWriter out = UpdateWriter.of(format);
        if (target.isEmpty() && format == UpdateFormat.V1) {
            out.reserve(store.arena.top() - store.arena.dead() + STRUCT_BYTES * rows.inUse());
        }
        for (int client : clients.descendingIds()) {
            int known = target.isEmpty() ? 0 : target.clock(clients.id(client));
            if (known < clients.state(client)) {
                writeStructs(out, client, known);
            }
        }
        if (format == UpdateFormat.V1) {
            out.encodedDeletions(deleteSetV1());
        } else {
            out.deletions(deleteSet());
        }
        return out.toByteArray();
    }

    private void writeStructs(UpdateWriter out, int client, int from) {
        out.beginClient(clients.id(client), from);
        int first = store.find(client, from);
        structWriter.write(out, first, from - rows.clock(first));
        for (int row = rows.next(first); row != NONE; row = rows.next(row)) {
            structWriter.write(out, row, 0);
        }
    }

    private byte[] deleteSetV1() {
        byte[] known = deleteSetV1;
        if (known == null) {
            known = deleteSet().encode(UpdateFormat.V1);
            deleteSetV1 = known;
        }
        return known;
    }

    /** All deletions. */
    IdSet deleteSet() {
        IdSet known = deleteSet;
        if (known == null) {
            known = collectDeleteSet();
            deleteSet = known;
        }
        return known;
    }

    private IdSet collectDeleteSet() {
        IdSet.Builder deleted = IdSet.builder();
        for (int client = 0; client < clients.count(); client++) {
            long id = clients.id(client);
            for (int row = clients.first(client); row != NONE; row = rows.next(row)) {
                if (rows.isDeleted(row)) {
                    deleted.add(id, rows.clock(row), rows.length(row));
                }
            }
        }
        return deleted.build();
    }

    /** What the transaction changed, as an update: structs that were inserted and the ranges that were deleted. */
    byte[] encodeChanges(UpdateFormat format) {
        UpdateWriter out = changesWriter(format);
        writeChanges(out);
        byte[] update = out.toByteArray();
        if (update.length > KEPT_BYTES) {
            changesWriter = null;
        }
        return update;
    }

    private UpdateWriter changesWriter(UpdateFormat format) {
        if (format == UpdateFormat.V2) {
            return UpdateWriter.of(format);
        }
        UpdateWriter known = changesWriter;
        if (known == null) {
            known = UpdateWriter.of(format);
            changesWriter = known;
        } else {
            known.reset();
        }
        return known;
    }

    private void writeChanges(UpdateWriter out) {
        Changes changes = store.changes;
        int count = changes.clients.size();
        if (count == 1) {
            int client = changes.clients.get(0);
            writeStructs(out, client, changes.stateBefore(clients, client));
        } else {
            long[] ids = new long[count];
            for (int i = 0; i < count; i++) {
                ids[i] = clients.id(changes.clients.get(i));
            }
            Arrays.sort(ids);
            for (int i = count - 1; i >= 0; i--) {
                int client = clients.indexOf(ids[i]);
                writeStructs(out, client, changes.stateBefore(clients, client));
            }
        }
        IntList deletions = changes.deletions;
        if (deletions.isEmpty()) {
            out.deletions(IdSet.empty());
        } else if (deletions.size() == 3) {
            out.deletion(clients.id(deletions.get(0)), deletions.get(1), deletions.get(2));
        } else {
            out.deletions(store.changed().deletedRanges(changes));
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
