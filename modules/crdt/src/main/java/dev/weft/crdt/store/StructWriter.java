package dev.weft.crdt.store;

import dev.weft.crdt.update.StructKind;
import dev.weft.crdt.update.UpdateWriter;
import dev.weft.lib0.ByteWriter;
import dev.weft.lib0.Utf8;

/**
 * Writes one struct of the document.
 *
 * <p>Source: yjs 13.6, {@code src/structs/Item.js}, {@code write}, and the same of each content.
 */
final class StructWriter {
    private static final int NONE = Rows.NONE;

    private final StructStore store;
    private final Rows rows;
    private final Clients clients;
    private final Types types;
    private final Names names;
    private final ByteWriter typeContent = new ByteWriter();

    StructWriter(StructStore store) {
        this.store = store;
        this.rows = store.rows;
        this.clients = store.clients;
        this.types = store.types;
        this.names = store.names;
    }

    /** @param offset units at its front to leave out, below its length */
    void write(UpdateWriter out, int row, int offset) {
        int kind = rows.kind(row);
        int length = rows.length(row) - offset;
        if (kind == StructKind.GC) {
            out.gc(length);
            return;
        }
        int originClient = offset > 0 ? rows.client(row) : rows.originClient(row);
        int rightOriginClient = rows.rightOriginClient(row);
        boolean isEntry = Parents.isEntry(rows.parent(row));
        out.beginItem(kind, originClient != NONE, rightOriginClient != NONE, isEntry);
        if (originClient != NONE) {
            out.origin(clients.id(originClient), offset > 0 ? rows.clock(row) + offset - 1 : rows.originClock(row));
        }
        if (rightOriginClient != NONE) {
            out.rightOrigin(clients.id(rightOriginClient), rows.rightOriginClock(row));
        }
        if (originClient == NONE && rightOriginClient == NONE) {
            writeParent(out, row, isEntry);
        }
        if (kind == StructKind.TYPE) {
            writeType(out, rows.content(row));
        } else if (offset == 0) {
            int from = rows.content(row);
            out.content(kind, length, store.arena.bytes(), from, from + rows.byteLength(row));
        } else {
            writeContentFrom(out, row, kind, length, offset);
        }
    }

    private void writeParent(UpdateWriter out, int row, boolean isEntry) {
        int type = store.parents.type(row);
        int item = types.item(type);
        if (item == NONE) {
            int name = types.name(type);
            out.rootParent(names.bytes(), names.offset(name), names.offset(name) + names.byteLength(name));
        } else {
            out.itemParent(clients.id(rows.client(item)), rows.clock(item));
        }
        if (isEntry) {
            int key = store.parents.key(row);
            out.mapKey(names.bytes(), names.offset(key), names.offset(key) + names.byteLength(key));
        }
    }

    private void writeType(UpdateWriter out, int type) {
        int name = types.name(type);
        typeContent.reset();
        typeContent.writeVarUint(types.ref(type));
        if (name != NONE) {
            int offset = names.offset(name);
            typeContent.writeVarBytes(names.bytes(), offset, offset + names.byteLength(name));
        }
        out.content(StructKind.TYPE, 1, typeContent.array(), 0, typeContent.size());
    }

    private void writeContentFrom(UpdateWriter out, int row, int kind, int length, int offset) {
        byte[] bytes = store.arena.bytes();
        int from = rows.content(row);
        int end = from + rows.byteLength(row);
        if (kind == StructKind.STRING && !rows.has(row, Rows.NON_ASCII)) {
            from += offset;
        } else if (kind == StructKind.STRING) {
            int cut = Utf8.indexOfUnit(bytes, from, end, offset);
            if (cut < 0) {
                byte[] replaced = Splitting.replaceHalfPair(bytes, -1 - cut + 4, end);
                out.content(kind, length, replaced, 0, replaced.length);
                return;
            }
            from = cut;
        } else if (kind != StructKind.DELETED) {
            from += store.splitting.skipElements(kind, bytes, from, end - from, offset);
        }
        out.content(kind, length, bytes, from, end);
    }
}
