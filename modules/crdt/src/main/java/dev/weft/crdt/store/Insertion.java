package dev.weft.crdt.store;

import dev.weft.crdt.update.StructKind;
import dev.weft.crdt.update.UpdateCursor;
import dev.weft.lib0.ByteReader;
import dev.weft.lib0.ByteWriter;

/** Makes new items. */
final class Insertion {
    private static final int NONE = Rows.NONE;

    /** Longer text isn't kept room for. */
    private static final int KEPT_BYTES = 4096;

    private final StructStore store;
    private final Rows rows;
    private final Clients clients;
    private ByteWriter utf8 = new ByteWriter(0);
    private final ByteReader typeReader = new ByteReader(new byte[0]);

    Insertion(StructStore store) {
        this.store = store;
        this.rows = store.rows;
        this.clients = store.clients;
    }

    /**
     * Inserts a new item of the given client.
     *
     * @param key index of the map key, or {@link Rows#NONE} in a list
     * @param left what it stands behind, or {@link Rows#NONE}
     * @param right what it stands before, or {@link Rows#NONE}
     * @param content the content as {@link UpdateCursor#contentBytes} gives it
     * @return the item's row
     */
    int insert(long clientId, int type, int key, int left, int right, int kind, int length, byte[] content, int bytes) {
        int client = clients.indexOfOrAdd(clientId);
        int state = clients.state(client);
        if (state > Integer.MAX_VALUE - length) {
            throw new IllegalStateException("client " + clientId + " has no clocks left: state " + state);
        }
        if (kind == StructKind.STRING && store.appending.append(client, left, right, content, bytes, length)) {
            return left;
        }
        int row = rows.allocate();
        prepare(row, client, state, kind, length, left, right);
        rows.setParent(row, store.parents.of(type, key));
        takeContent(row, kind, content, 0, bytes);
        store.integration.integrate(row);
        return row;
    }

    int insertText(long clientId, int type, int left, int right, String text) {
        utf8.reset();
        utf8.writeUtf8(text);
        int row =
                insert(clientId, type, NONE, left, right, StructKind.STRING, text.length(), utf8.array(), utf8.size());
        if (utf8.size() > KEPT_BYTES) {
            utf8 = new ByteWriter(0);
        }
        return row;
    }

    /** Fills the row of an item that is to be inserted between two others; parent and content are up to the caller. */
    void prepare(int row, int client, int clock, int kind, int length, int left, int right) {
        rows.setClock(row, clock);
        rows.setLength(row, length);
        rows.setClientAndKind(row, client, kind);
        rows.setLeft(row, left);
        rows.setRight(row, right);
        if (left != NONE) {
            rows.setOrigin(row, rows.client(left), rows.end(left) - 1);
        } else {
            rows.setOrigin(row, NONE, 0);
        }
        if (right != NONE) {
            rows.setRightOrigin(row, rows.client(right), rows.clock(right));
        } else {
            rows.setRightOrigin(row, NONE, 0);
        }
    }

    /** Puts an item's content where it belongs: into the arena, or a new type into the table. */
    void takeContent(int row, int kind, byte[] source, int from, int bytes) {
        if (kind == StructKind.TYPE) {
            rows.setContent(row, newType(row, source, from, bytes));
        } else if (Kind.isInArena(kind)) {
            if (kind == StructKind.STRING) {
                rows.setAscii(row, bytes == rows.length(row));
            }
            rows.setContent(row, store.arena.append(source, from, bytes));
            rows.setByteLength(row, bytes);
        }
    }

    private int newType(int row, byte[] source, int from, int bytes) {
        typeReader.reset(source, from, from + bytes);
        int ref = (int) typeReader.readVarUint();
        int name = NONE;
        if (typeReader.hasRemaining()) {
            int length = typeReader.readLength("a name");
            name = store.names.intern(source, typeReader.position(), typeReader.position() + length);
        }
        return store.types.add(row, ref, name);
    }
}
