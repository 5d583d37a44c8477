package dev.weft.crdt.store;

import dev.weft.crdt.update.StructKind;
import dev.weft.crdt.update.UpdateCursor;

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
     * Appends what an update holds, if that is one string, without deletions, that can be appended.
     *
     * @param cursor before the first struct of an update whose slices last; to be rewound if this fails
     * @throws dev.weft.crdt.update.MalformedUpdateException and then nothing has changed
     */
    boolean append(UpdateCursor cursor) {
        if (!store.changes.isQuiet()
                || !cursor.next()
                || cursor.kind() != StructKind.STRING
                || !cursor.hasOrigin()
                || cursor.originClient() != cursor.client()
                || cursor.originClock() != cursor.clock() - 1) {
            return false;
        }
        int client = clients.indexOf(cursor.client());
        if (client == NONE || cursor.clock() != clients.state(client)) {
            return false;
        }
        int last = clients.last(client);
        int right = rows.right(last);
        boolean nothingBetween = right == NONE
                ? !cursor.hasRightOrigin()
                : cursor.hasRightOrigin()
                        && rows.clock(right) == cursor.rightOriginClock()
                        && clients.id(rows.client(right)) == cursor.rightOriginClient();
        if (!nothingBetween || !canGrow(last) || !hasRightOrigin(last, right)) {
            return false;
        }
        byte[] source = cursor.contentBytes();
        int from = cursor.contentStart();
        int bytes = cursor.contentEnd() - from;
        int length = cursor.length();
        if (cursor.next() || cursor.nextDeletion()) {
            return false;
        }
        grow(last, source, from, bytes, length);
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
                && hasRightOrigin(left, right);
        if (possible) {
            grow(left, content, 0, bytes, length);
        }
        return possible;
    }

    /** Whether the row's right origin is the first unit of another, or NONE if that is. */
    private boolean hasRightOrigin(int row, int right) {
        return right == NONE
                ? rows.rightOriginClient(row) == NONE
                : rows.rightOriginClient(row) == rows.client(right) && rows.rightOriginClock(row) == rows.clock(right);
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
