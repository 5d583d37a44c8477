package dev.weft.crdt.store;

import dev.weft.crdt.update.StructKind;

/**
 * Joins structs that follow each other in one client's chain and could as well be one.
 *
 * <p>Done at the end of a transaction only: before, a later struct may still come between, and the two would have to be split
 * again.
 *
 * <p>Source: yjs 13.6, {@code src/utils/Transaction.js}, {@code tryToMergeWithLefts}, {@code tryMergeDeleteSet}, {@code
 * cleanupTransactions}; {@code src/structs/Item.js}, {@code mergeWith}. Yjs goes from right to left; with links to the right
 * only, runs are worked off from left to right here, which tries the same pairs and joins the same structs.
 */
final class Merging {
    private static final int NONE = Rows.NONE;
    private static final int MERGEABLE_FLAGS = 15 | Rows.DELETED | Rows.REDONE;

    private final StructStore store;
    private final Rows rows;
    private final Clients clients;
    private final ContentArena arena;

    Merging(StructStore store) {
        this.store = store;
        this.rows = store.rows;
        this.clients = store.clients;
        this.arena = store.arena;
    }

    /** Tries all that the transaction may have made joinable. */
    void mergeChanges() {
        if (!store.changes.isMergeNeeded()) {
            return;
        }
        mergeDeletions();
        mergeNewStructs();
        mergeSplitStructs();
    }

    private void mergeDeletions() {
        IntList deletions = store.changes.deletions;
        for (int i = deletions.size() - 3; i >= 0; i -= 3) {
            int client = deletions.get(i);
            int from = deletions.get(i + 1);
            if (from >= store.changes.stateBefore(clients, client)) {
                // Came with the transaction: its turn is in mergeNewStructs.
                continue;
            }
            int lastClock = from + deletions.get(i + 2) - 1;
            int behind = rows.next(store.find(client, lastClock));
            int first = store.find(client, from);
            mergeRun(client, rows.clock(first) == from ? first : rows.next(first), behind);
        }
    }

    private void mergeNewStructs() {
        for (int i = 0; i < store.changes.clients.size(); i++) {
            int client = store.changes.clients.get(i);
            int before = store.changes.stateBefore(clients, client);
            int first = store.find(client, before);
            if (first == clients.first(client)) {
                first = rows.next(first);
            }
            mergeRun(client, first, NONE);
        }
    }

    private void mergeSplitStructs() {
        IntList split = store.changes.mergeStructs;
        for (int i = split.size() - 2; i >= 0; i -= 2) {
            if (isBorderOfOnlyDeletion(split.get(i), split.get(i + 1))) {
                continue;
            }
            int row = store.find(split.get(i), split.get(i + 1));
            int next = rows.next(row);
            if (next != NONE && mergeWithLefts(next) > 1) {
                continue;
            }
            // The row may have been joined into its left neighbour just now.
            mergeWithLefts(store.find(split.get(i), split.get(i + 1)));
        }
    }

    /** Whether a cut was made for the one range that was deleted, so that mergeDeletions has tried it: most deletions are alone. */
    private boolean isBorderOfOnlyDeletion(int client, int clock) {
        IntList deletions = store.changes.deletions;
        return store.changes.onlyCutsMergeLater()
                && deletions.size() == 3
                && deletions.get(0) == client
                && (deletions.get(1) == clock || deletions.get(1) + deletions.get(2) == clock)
                && deletions.get(1) < store.changes.stateBefore(clients, client);
    }

    /**
     * Tries each struct from {@code first} up to and including {@code last} with the one to its left, and goes on to the left
     * as long as the leftmost joined.
     *
     * @param last NONE for the end of the chain
     */
    private void mergeRun(int client, int first, int last) {
        if (first == NONE) {
            return;
        }
        int left = previous(first);
        if (left == NONE) {
            left = first;
            first = rows.next(first);
            if (first == NONE) {
                return;
            }
        }
        int leftmost = left;
        boolean firstJoined = false;
        int right = first;
        boolean isFirst = true;
        while (right != NONE) {
            int next = rows.next(right);
            boolean isLast = right == last;
            if (tryMerge(left, right)) {
                firstJoined |= isFirst;
            } else {
                left = right;
            }
            isFirst = false;
            if (isLast) {
                break;
            }
            right = next;
        }
        if (firstJoined) {
            mergeWithLefts(leftmost);
        }
    }

    /** Joins the struct into those to its left, as long as that works; returns how many joins there were. */
    private int mergeWithLefts(int right) {
        int joined = 0;
        for (int left = previous(right); left != NONE && tryMerge(left, right); left = previous(right)) {
            right = left;
            joined++;
        }
        return joined;
    }

    /** The struct before this one in its client's chain. */
    private int previous(int row) {
        int clock = rows.clock(row);
        return clock == 0 ? NONE : store.find(rows.client(row), clock - 1);
    }

    /** Joins {@code right}, the next struct of the chain, into {@code left} if they can be one; its row is free then. */
    boolean tryMerge(int left, int right) {
        int flags = rows.clientAndFlags(left);
        int differing = (flags ^ rows.clientAndFlags(right)) & MERGEABLE_FLAGS;
        return differing == 0 && (flags & Rows.REDONE) == 0 && tryMergeAlike(left, right);
    }

    /** As {@link #tryMerge}, of structs of one kind, both deleted or neither: few neighbours are. */
    private boolean tryMergeAlike(int left, int right) {
        int kind = rows.kind(left);
        if (kind != StructKind.GC) {
            if (!Kind.isMergeable(kind)
                    || rows.right(left) != right
                    || rows.originClient(right) != rows.client(left)
                    || rows.originClock(right) != rows.end(left) - 1
                    || !rows.sameRightOrigin(left, right)) {
                return false;
            }
            store.conflictRun.listsChange();
            store.positions.merging(rows.parent(left), left, right);
            if (kind != StructKind.DELETED) {
                mergeContent(left, right);
            }
            int neighbour = rows.right(right);
            rows.setRight(left, neighbour);
            if (neighbour != NONE) {
                rows.setLeft(neighbour, left);
            } else {
                store.parents.setLast(rows.parent(left), left);
            }
            if (rows.has(right, Rows.KEEP)) {
                rows.set(left, Rows.KEEP);
            }
        }
        rows.setLength(left, rows.length(left) + rows.length(right));
        rows.setNext(left, rows.next(right));
        int client = rows.client(left);
        if (clients.last(client) == right) {
            clients.setLast(client, left);
        }
        clients.addRows(client, -1);
        store.parents.forget(right);
        rows.release(right);
        return true;
    }

    private void mergeContent(int left, int right) {
        int leftBytes = rows.byteLength(left);
        int rightBytes = rows.byteLength(right);
        if (rows.content(left) + leftBytes == rows.content(right)) {
            // They adjoin: room behind the right one is now behind both, but not up to a power of two.
            rows.clear(left, Rows.SLACK);
        } else {
            appendContent(left, leftBytes, arena.bytes(), rows.content(right), rightBytes);
            arena.drop(rightBytes);
        }
        if (rows.has(right, Rows.NON_ASCII)) {
            rows.set(left, Rows.NON_ASCII);
        }
        rows.setByteLength(left, leftBytes + rightBytes);
    }

    /** Writes bytes behind the item's content, which moves if there is no room. Length and byte length are up to the caller. */
    void appendContent(int row, int bytes, byte[] source, int from, int count) {
        int at = rows.content(row);
        if (arena.isAtTop(at, bytes)) {
            arena.append(source, from, count);
            rows.clear(row, Rows.SLACK);
        } else if (rows.has(row, Rows.SLACK) && ContentArena.hasRoom(bytes, count)) {
            arena.fillSlack(at, bytes, source, from, count);
        } else {
            rows.setContent(row, arena.moveAndGrow(at, bytes, source, from, count));
            rows.set(row, Rows.SLACK);
        }
    }
}
