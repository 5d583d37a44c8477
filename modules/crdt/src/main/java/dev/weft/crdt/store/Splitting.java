package dev.weft.crdt.store;

import dev.weft.crdt.update.StructKind;
import dev.weft.lib0.ByteReader;
import dev.weft.lib0.Utf8;

/** Cuts items, and the content of items. */
final class Splitting {
    private static final int NONE = Rows.NONE;
    private static final int REPLACEMENT_BYTES = 3;

    private final StructStore store;
    private final Rows rows;
    private final Clients clients;
    private final ContentArena arena;
    private final ByteReader elements = new ByteReader(new byte[0]);

    Splitting(StructStore store) {
        this.store = store;
        this.rows = store.rows;
        this.clients = store.clients;
        this.arena = store.arena;
    }

    /**
     * Cuts an item so that the left part is {@code diff} long.
     *
     * <p>A surrogate pair that the cut goes through becomes U+FFFD on both sides.
     *
     * <p>Source: yjs 13.6, {@code src/structs/Item.js}, {@code splitItem}; {@code ContentString.splice}.
     *
     * @return the right part
     */
    int split(int left, int diff) {
        store.conflictRun.listsChange();
        int right = rows.allocate();
        rows.copyItem(left, right);
        int client = rows.client(left);
        int clock = rows.clock(left) + diff;
        rows.setClock(right, clock);
        rows.setLength(right, rows.length(left) - diff);
        rows.setOrigin(right, client, clock - 1);
        rows.setLeft(right, left);
        rows.setRight(left, right);
        rows.setNext(left, right);
        if (rows.next(right) == NONE) {
            clients.setLast(client, right);
        }
        clients.addRows(client, 1);
        int rightNeighbour = rows.right(right);
        if (rightNeighbour != NONE) {
            rows.setLeft(rightNeighbour, right);
        } else {
            store.parents.setLast(rows.parent(left), right);
        }
        splitContent(left, right, diff);
        if (rows.has(left, Rows.REDONE)) {
            rows.setRedone(right, rows.redoneClient(left), rows.redoneClock(left) + diff);
        }
        store.positions.split(rows.parent(left), left, right);
        store.changes.mergeLater(client, clock);
        return right;
    }

    private void splitContent(int left, int right, int diff) {
        int kind = rows.kind(left);
        if (kind == StructKind.DELETED) {
            rows.setLength(left, diff);
            return;
        }
        int at = rows.content(left);
        int bytes = rows.byteLength(left);
        int rightLength = rows.length(right);
        int leftBytes;
        rows.clear(left, Rows.SLACK);
        rows.clear(right, Rows.SLACK);
        rows.setLength(left, diff);
        if (kind == StructKind.STRING) {
            if (!rows.has(left, Rows.NON_ASCII)) {
                rows.setContent(right, at + diff);
                return;
            }
            int cut = Utf8.indexOfUnit(arena.bytes(), at, at + bytes, diff);
            if (cut < 0) {
                splitSurrogatePair(left, right, -1 - cut, at, bytes);
                return;
            }
            leftBytes = cut - at;
            rows.setAscii(left, leftBytes == diff);
            rows.setAscii(right, bytes - leftBytes == rightLength);
        } else {
            leftBytes = skipElements(kind, arena.bytes(), at, bytes, diff);
        }
        rows.setByteLength(left, leftBytes);
        rows.setContent(right, at + leftBytes);
        rows.setByteLength(right, bytes - leftBytes);
    }

    /** The pair's four bytes become three on the left and three, at a new place, on the right. */
    private void splitSurrogatePair(int left, int right, int pair, int at, int bytes) {
        byte[] replaced = replaceHalfPair(arena.bytes(), pair + 4, at + bytes);
        System.arraycopy(replaced, 0, arena.bytes(), pair, REPLACEMENT_BYTES);
        rows.setByteLength(left, pair + REPLACEMENT_BYTES - at);
        arena.drop(1 + at + bytes - (pair + 4));
        rows.setContent(right, arena.append(replaced, 0, replaced.length));
        rows.setByteLength(right, replaced.length);
    }

    /** U+FFFD in place of the second half of a surrogate pair, and then the bytes of a slice. */
    static byte[] replaceHalfPair(byte[] source, int from, int end) {
        byte[] replaced = new byte[REPLACEMENT_BYTES + end - from];
        replaced[0] = (byte) 0xef;
        replaced[1] = (byte) 0xbf;
        replaced[2] = (byte) 0xbd;
        System.arraycopy(source, from, replaced, REPLACEMENT_BYTES, end - from);
        return replaced;
    }

    /** Bytes that the first elements of an Any or JSON content take. */
    int skipElements(int kind, byte[] source, int at, int bytes, int count) {
        elements.reset(source, at, at + bytes);
        for (int i = 0; i < count; i++) {
            if (kind == StructKind.ANY) {
                elements.skipAny();
            } else {
                elements.skipString();
            }
        }
        return elements.position() - at;
    }
}
