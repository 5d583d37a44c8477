package dev.weft.crdt.store;

import dev.weft.crdt.update.StructKind;

/**
 * The short way of most keys typed: a string that goes on where its client's last item ends becomes part of that item, at once.
 * It is what integrating it and then merging would come to.
 *
 * <p>Only in transactions of which nobody asks for single structs: see {@link Changes#isQuiet}.
 */
final class Appending {
    private static final int NONE = Rows.NONE;

    private final StructStore store;
    private final Rows rows;
    private final Clients clients;

    Appending(StructStore store) {
        this.store = store;
        this.rows = store.rows;
        this.clients = store.clients;
    }

    /**
     * Appends a string of an update, if that can be done.
     *
     * @return whether it was; then its row is free
     */
    boolean append(StagedUpdate staged, int row) {
        int client = rows.client(row);
        if (rows.kind(row) != StructKind.STRING
                || rows.originClient(row) != client
                || rows.clock(row) != clients.state(client)
                || rows.originClock(row) != rows.clock(row) - 1
                || !store.changes.isQuiet()) {
            return false;
        }
        int last = clients.last(client);
        int right = rows.right(last);
        boolean nothingBetween = rows.rightOriginClient(row) == NONE
                ? right == NONE
                : right != NONE
                        && rows.client(right) == rows.rightOriginClient(row)
                        && rows.clock(right) == rows.rightOriginClock(row);
        if (!nothingBetween || !rows.sameRightOrigin(last, row) || !canGrow(last)) {
            return false;
        }
        grow(last, staged.source, rows.content(row), staged.contentBytes(row), rows.length(row));
        rows.release(row);
        return true;
    }

    /**
     * Appends a string that is typed here, if that can be done.
     *
     * @param client who types
     * @param left what it stands behind, or {@link Rows#NONE}
     * @param right what it stands before, or {@link Rows#NONE}
     * @return whether it was: it is the end of {@code left} now
     */
    boolean append(int client, int left, int right, byte[] content, int bytes, int length) {
        boolean possible = store.changes.isQuiet()
                && left != NONE
                && clients.last(client) == left
                && rows.right(left) == right
                && canGrow(left)
                && (right == NONE
                        ? rows.rightOriginClient(left) == NONE
                        : rows.rightOriginClient(left) == rows.client(right)
                                && rows.rightOriginClock(left) == rows.clock(right));
        if (possible) {
            grow(left, content, 0, bytes, length);
        }
        return possible;
    }

    /** Whether the row, the last of its client, may become longer. */
    private boolean canGrow(int last) {
        return rows.kind(last) == StructKind.STRING
                && !rows.isDeleted(last)
                && !rows.has(last, Rows.REDONE)
                && rows.parent(last) >= 0;
    }

    /** Makes a string part of its client's last row, which it follows both in clocks and in the text. */
    private void grow(int last, byte[] source, int from, int bytes, int length) {
        int client = rows.client(last);
        int state = clients.state(client);
        int oldBytes = rows.byteLength(last);
        store.merging.appendContent(last, oldBytes, source, from, bytes);
        if (bytes != length) {
            rows.set(last, Rows.NON_ASCII);
        }
        rows.setLength(last, rows.length(last) + length);
        rows.setByteLength(last, oldBytes + bytes);
        store.types.addLength(rows.parent(last), length);
        store.positions.visibleChanged(rows.parent(last), last, length);
        store.changes.clientGrows(client, state);
        clients.setState(client, state + length);
        clients.hints(client).extended(rows, clients, client, last, state + length);
    }
}
