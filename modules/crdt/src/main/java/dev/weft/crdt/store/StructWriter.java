package dev.weft.crdt.store;

import dev.weft.crdt.update.StructKind;
import dev.weft.lib0.ByteWriter;
import dev.weft.lib0.Utf8;

/**
 * Writes one struct in update format 1.
 *
 * <p>Source: yjs 13.6, {@code src/structs/Item.js}, {@code write}, and the same of each content.
 */
final class StructWriter {
    private static final int HAS_ORIGIN = 0x80;
    private static final int HAS_RIGHT_ORIGIN = 0x40;
    private static final int HAS_MAP_KEY = 0x20;
    private static final int NONE = Rows.NONE;

    private final StructStore store;
    private final Rows rows;
    private final Clients clients;
    private final Types types;
    private final Names names;

    StructWriter(StructStore store) {
        this.store = store;
        this.rows = store.rows;
        this.clients = store.clients;
        this.types = store.types;
        this.names = store.names;
    }

    /**
     * Writes a struct of the document.
     *
     * @param offset units at its front to leave out, below its length
     */
    void write(ByteWriter out, int row, int offset) {
        int kind = rows.kind(row);
        int length = rows.length(row) - offset;
        if (kind == StructKind.GC) {
            out.writeUint8(StructKind.GC);
            out.writeVarUint(length);
            return;
        }
        int originClient = offset > 0 ? rows.client(row) : rows.originClient(row);
        int originClock = offset > 0 ? rows.clock(row) + offset - 1 : rows.originClock(row);
        int rightOriginClient = rows.rightOriginClient(row);
        int parent = rows.parent(row);
        boolean isEntry = StructStore.isEntry(parent);
        out.writeUint8(kind
                | (originClient == NONE ? 0 : HAS_ORIGIN)
                | (rightOriginClient == NONE ? 0 : HAS_RIGHT_ORIGIN)
                | (isEntry ? HAS_MAP_KEY : 0));
        if (originClient != NONE) {
            out.writeVarUint(clients.id(originClient));
            out.writeVarUint(originClock);
        }
        if (rightOriginClient != NONE) {
            out.writeVarUint(clients.id(rightOriginClient));
            out.writeVarUint(rows.rightOriginClock(row));
        }
        if (originClient == NONE && rightOriginClient == NONE) {
            int type = store.parentType(row);
            int item = types.item(type);
            if (item == NONE) {
                out.writeUint8(1);
                writeName(out, types.name(type));
            } else {
                out.writeUint8(0);
                out.writeVarUint(clients.id(rows.client(item)));
                out.writeVarUint(rows.clock(item));
            }
            if (isEntry) {
                writeName(out, store.parentKey(row));
            }
        }
        writeContent(out, row, kind, length, offset);
    }

    private void writeName(ByteWriter out, int name) {
        int offset = names.offset(name);
        out.writeVarBytes(names.bytes(), offset, offset + names.byteLength(name));
    }

    private void writeContent(ByteWriter out, int row, int kind, int length, int offset) {
        if (kind == StructKind.DELETED) {
            out.writeVarUint(length);
            return;
        }
        if (kind == StructKind.TYPE) {
            int type = rows.content(row);
            out.writeVarUint(types.ref(type));
            if (types.name(type) != NONE) {
                writeName(out, types.name(type));
            }
            return;
        }
        byte[] bytes = store.arena.bytes();
        int from = rows.content(row);
        int end = from + rows.byteLength(row);
        if (kind == StructKind.STRING) {
            if (offset > 0) {
                int cut = Utf8.indexOfUnit(bytes, from, end, offset);
                if (cut < 0) {
                    byte[] replaced = store.replaceHalfPair(bytes, -1 - cut + 4, end);
                    out.writeVarBytes(replaced);
                    return;
                }
                from = cut;
            }
            out.writeVarBytes(bytes, from, end);
            return;
        }
        if (offset > 0) {
            from += store.skipElements(kind, bytes, from, end - from, offset);
        }
        writeSlice(out, kind, length, bytes, from, end);
    }

    /** Writes content of a kind that the arena keeps, with the count or length that format 1 puts before it. */
    static void writeSlice(ByteWriter out, int kind, int length, byte[] bytes, int from, int end) {
        switch (kind) {
            case StructKind.STRING, StructKind.BINARY, StructKind.EMBED -> out.writeVarUint(end - from);
            case StructKind.ANY, StructKind.JSON -> out.writeVarUint(length);
            default -> {}
        }
        out.writeBytes(bytes, from, end);
    }
}
