package dev.weft.crdt.store;

import dev.weft.crdt.update.StructKind;
import dev.weft.lib0.ByteWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Writes staged structs that have to wait as an update of format 1 without deletions. */
final class RestEncoder {
    private record Block(long client, int from, int to) {}

    private RestEncoder() {}

    /** @param rest staged rows, those of one client one after the other by clock */
    static byte[] encode(StructStore store, StagedUpdate staged, IntList rest) {
        Rows rows = store.rows;
        List<Block> blocks = new ArrayList<>();
        for (int from = 0; from < rest.size(); ) {
            int client = rows.client(rest.get(from));
            int to = from + 1;
            while (to < rest.size()
                    && rows.client(rest.get(to)) == client
                    && rows.clock(rest.get(to)) == rows.end(rest.get(to - 1))) {
                to++;
            }
            blocks.add(new Block(store.clients.id(client), from, to));
            from = to;
        }
        blocks.sort(Comparator.comparingLong(Block::client).reversed());
        ByteWriter out = new ByteWriter();
        out.writeVarUint(blocks.size());
        for (Block block : blocks) {
            out.writeVarUint(block.to - block.from);
            out.writeVarUint(block.client);
            out.writeVarUint(rows.clock(rest.get(block.from)));
            for (int i = block.from; i < block.to; i++) {
                write(out, store, staged, rest.get(i));
            }
        }
        out.writeVarUint(0);
        return out.toByteArray();
    }

    private static void write(ByteWriter out, StructStore store, StagedUpdate staged, int row) {
        Rows rows = store.rows;
        Clients clients = store.clients;
        int kind = rows.kind(row);
        if (!StructKind.isItem(kind)) {
            out.writeUint8(kind);
            out.writeVarUint(rows.length(row));
            return;
        }
        int origin = rows.originClient(row);
        int rightOrigin = rows.rightOriginClient(row);
        int key = staged.mapKey(row);
        out.writeUint8(kind
                | (origin == Rows.NONE ? 0 : 0x80)
                | (rightOrigin == Rows.NONE ? 0 : 0x40)
                | (key == Rows.NONE ? 0 : 0x20));
        if (origin != Rows.NONE) {
            out.writeVarUint(clients.id(origin));
            out.writeVarUint(rows.originClock(row));
        }
        if (rightOrigin != Rows.NONE) {
            out.writeVarUint(clients.id(rightOrigin));
            out.writeVarUint(rows.rightOriginClock(row));
        }
        int parent = staged.parentKind(row);
        if (parent == StagedUpdate.ROOT) {
            out.writeUint8(1);
            writeName(out, store.names, staged.rootName(row));
        } else if (parent >= 0) {
            out.writeUint8(0);
            out.writeVarUint(clients.id(parent));
            out.writeVarUint(staged.parentClock(row));
        }
        if (key != Rows.NONE) {
            writeName(out, store.names, key);
        }
        if (kind == StructKind.DELETED) {
            out.writeVarUint(rows.length(row));
        } else {
            int from = rows.content(row);
            StructWriter.writeSlice(out, kind, rows.length(row), staged.source, from, from + staged.contentBytes(row));
        }
    }

    private static void writeName(ByteWriter out, Names names, int name) {
        out.writeVarBytes(names.bytes(), names.offset(name), names.offset(name) + names.byteLength(name));
    }
}
