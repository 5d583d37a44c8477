package dev.weft.crdt.store;

import dev.weft.crdt.update.StructKind;
import dev.weft.crdt.update.UpdateFormat;
import dev.weft.crdt.update.UpdateWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Writes staged structs that have to wait as an update of format 1 without deletions. */
final class RestEncoder {
    private static final int NONE = Rows.NONE;

    private record Block(long client, int from, int to) {}

    private final StructStore store;
    private final StagedUpdate staged;
    private final Rows rows;

    RestEncoder(StructStore store, StagedUpdate staged) {
        this.store = store;
        this.staged = staged;
        this.rows = store.rows;
    }

    /** @param rest staged rows, those of one client one after the other by clock */
    byte[] encode(IntList rest) {
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
        UpdateWriter out = UpdateWriter.of(UpdateFormat.V1);
        for (Block block : blocks) {
            out.beginClient(block.client, rows.clock(rest.get(block.from)));
            for (int i = block.from; i < block.to; i++) {
                write(out, rest.get(i));
            }
        }
        return out.toByteArray();
    }

    private void write(UpdateWriter out, int row) {
        int kind = rows.kind(row);
        int length = rows.length(row);
        if (kind == StructKind.GC) {
            out.gc(length);
        } else if (kind == StructKind.SKIP) {
            out.skip(length);
        } else {
            writeHeader(out, row, kind);
            int content = rows.content(row);
            int from = StagedUpdate.offset(content);
            out.content(kind, length, staged.source(content), from, from + staged.contentBytes(row));
        }
    }

    private void writeHeader(UpdateWriter out, int row, int kind) {
        Clients clients = store.clients;
        Names names = store.names;
        int origin = rows.originClient(row);
        int rightOrigin = rows.rightOriginClient(row);
        int key = staged.mapKey(row);
        out.beginItem(kind, origin != NONE, rightOrigin != NONE, key != NONE);
        if (origin != NONE) {
            out.origin(clients.id(origin), rows.originClock(row));
        }
        if (rightOrigin != NONE) {
            out.rightOrigin(clients.id(rightOrigin), rows.rightOriginClock(row));
        }
        int parent = staged.parentKind(row);
        if (parent == StagedUpdate.ROOT) {
            int name = staged.rootName(row);
            out.rootParent(names.bytes(), names.offset(name), names.offset(name) + names.byteLength(name));
        } else if (parent >= 0) {
            out.itemParent(clients.id(parent), staged.parentClock(row));
        }
        if (key != NONE) {
            out.mapKey(names.bytes(), names.offset(key), names.offset(key) + names.byteLength(key));
        }
    }
}
