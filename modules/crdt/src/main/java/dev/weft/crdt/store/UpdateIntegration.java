package dev.weft.crdt.store;

import dev.weft.crdt.update.StructKind;
import dev.weft.crdt.update.UpdateCursor;
import dev.weft.crdt.update.UpdateFormat;
import dev.weft.lib0.Utf8;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Brings an update into the document: its structs in an order in which each finds what it refers to, then its deletions. What
 * lacks something waits in {@link Pending}, and is tried again when that arrives.
 *
 * <p>Source: yjs 13.6, {@code src/utils/encoding.js}, {@code integrateStructs} and {@code readUpdateV2}; {@code
 * src/structs/Item.js}, {@code getMissing}.
 */
final class UpdateIntegration {
    private static final int NONE = Rows.NONE;

    private final StructStore store;
    private final Rows rows;
    private final Clients clients;
    private final StagedUpdate staged;
    private final Pending pending;

    // One round: blocks of different clients, by descending client id, as indexes into staged.blocks.
    private long[] order = new long[4];
    private int blockCount;
    private int[] nextRow = new int[4];
    private int[] endRow = new int[4];

    /** Client → its block in this round, valid when {@link #blockRound} says so. */
    private int[] blockOf = new int[4];

    private int[] blockRound = new int[4];
    private int round;

    private final IntList stack = new IntList();
    private final IntList rest = new IntList();
    private final Map<Long, Integer> missing = new HashMap<>();

    private boolean allNew;

    UpdateIntegration(StructStore store) {
        this.store = store;
        this.rows = store.rows;
        this.clients = store.clients;
        this.staged = new StagedUpdate(store);
        this.pending = store.pending;
    }

    /**
     * Applies an update.
     *
     * @param cursor before the first struct of the update
     * @param copyContent whether the cursor's slices don't last until its next step, or lie in other arrays than the update
     * @return whether the document now holds all of it, held none of it before, and has nothing pending: then the update says
     *     exactly what changed
     * @throws dev.weft.crdt.update.MalformedUpdateException and then nothing has changed
     */
    boolean apply(UpdateCursor cursor, byte[] update, boolean copyContent) {
        staged.decode(cursor, update, copyContent);
        boolean hadPending = !pending.isEmpty();
        allNew = true;
        if (!staged.isSingleStruct() || !appendInPlace(staged.blocks.get(1))) {
            integrateStructs();
        }
        boolean retry = hadPending && pending.hasStructs() && pending.canRetry(clients);
        applyDeletions();
        staged.forgetUnusedClients();
        if (hadPending) {
            applyPendingDeletions();
        }
        if (retry) {
            byte[] structs = pending.takeStructs();
            staged.decode(UpdateCursor.of(structs, UpdateFormat.V1), structs, false);
            integrateStructs();
            staged.forgetUnusedClients();
            applyPendingDeletions();
        }
        return allNew && !hadPending && pending.isEmpty();
    }

    // --- structs ---

    /**
     * The short way of most keys typed: a string that goes on where its client's last row ends becomes part of that row. It is
     * what integrating and merging would come to.
     */
    private boolean appendInPlace(int row) {
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
        if (!nothingBetween || !rows.sameRightOrigin(last, row) || !store.canAppend(last)) {
            return false;
        }
        store.append(last, staged.source, rows.content(row), staged.contentBytes(row), rows.length(row));
        rows.release(row);
        return true;
    }

    private void integrateStructs() {
        IntList blocks = staged.blocks;
        for (int from = 0; from < blocks.size(); ) {
            from = beginRound(from);
            integrateRound();
        }
        if (!rest.isEmpty()) {
            pending.addStructs(new RestEncoder(store, staged).encode(rest), missing);
            releaseRest();
            missing.clear();
            allNew = false;
        }
    }

    /** Takes blocks up to the first whose client has one in this round already; returns where the next round begins. */
    private int beginRound(int from) {
        IntList blocks = staged.blocks;
        round++;
        blockCount = 0;
        ensureClients();
        int i = from;
        boolean descending = true;
        for (; i < blocks.size(); i += 3) {
            int client = blocks.get(i);
            if (blockRound[client] == round) {
                break;
            }
            blockRound[client] = round;
            if (blockCount == order.length) {
                order = Arrays.copyOf(order, blockCount * 2);
                nextRow = Arrays.copyOf(nextRow, blockCount * 2);
                endRow = Arrays.copyOf(endRow, blockCount * 2);
            }
            order[blockCount] = clients.id(client);
            descending &= blockCount == 0 || order[blockCount - 1] > order[blockCount];
            blockCount++;
        }
        if (!descending) {
            Arrays.sort(order, 0, blockCount);
            for (int a = 0, b = blockCount - 1; a < b; a++, b--) {
                long swapped = order[a];
                order[a] = order[b];
                order[b] = swapped;
            }
        }
        for (int block = 0; block < blockCount; block++) {
            blockOf[clients.indexOf(order[block])] = block;
        }
        for (int j = from; j < i; j += 3) {
            int block = blockOf[blocks.get(j)];
            nextRow[block] = blocks.get(j + 1);
            endRow[block] = blocks.get(j + 1) + blocks.get(j + 2) * Rows.WIDTH;
        }
        return i;
    }

    private void ensureClients() {
        if (clients.count() > blockOf.length) {
            int capacity = Math.max(clients.count(), blockOf.length * 2);
            blockOf = Arrays.copyOf(blockOf, capacity);
            blockRound = Arrays.copyOf(blockRound, capacity);
        }
    }

    private void integrateRound() {
        int current = 0;
        int head = NONE;
        while (true) {
            if (!stack.isEmpty()) {
                head = stack.removeLast();
            } else {
                while (current < blockCount && nextRow[current] == endRow[current]) {
                    current++;
                }
                if (current == blockCount) {
                    return;
                }
                head = take(current);
            }
            // Goes down to what the struct refers to, as long as this update has it.
            while (head != NONE) {
                head = integrateOrFindMissing(head);
            }
        }
    }

    private int take(int block) {
        int row = nextRow[block];
        nextRow[block] = row + Rows.WIDTH;
        return row;
    }

    /** Integrates the struct, or puts it on the stack and returns the one to integrate first, or has it wait. */
    private int integrateOrFindMissing(int row) {
        int client = rows.client(row);
        int kind = rows.kind(row);
        int offset = clients.state(client) - rows.clock(row);
        if (kind == StructKind.SKIP) {
            rows.release(row);
            return NONE;
        }
        if (offset < 0) {
            // Structs of the same client are missing.
            stack.add(row);
            noteMissing(client, rows.clock(row) - 1);
            waitWithAllOnStack();
            return NONE;
        }
        int missingClient = kind == StructKind.GC ? NONE : missingClient(row, client);
        if (missingClient == NONE) {
            if (offset < rows.length(row)) {
                integrate(row, offset);
            } else {
                skipKnown(row);
            }
            return NONE;
        }
        stack.add(row);
        int block =
                missingClient < blockRound.length && blockRound[missingClient] == round ? blockOf[missingClient] : NONE;
        if (block != NONE && nextRow[block] != endRow[block]) {
            return take(block);
        }
        noteMissing(missingClient, clients.state(missingClient));
        waitWithAllOnStack();
        return NONE;
    }

    /** The client that lacks a unit this struct refers to, or NONE. */
    private int missingClient(int row, int client) {
        int origin = rows.originClient(row);
        if (origin != NONE && origin != client && rows.originClock(row) >= clients.state(origin)) {
            return origin;
        }
        int rightOrigin = rows.rightOriginClient(row);
        if (rightOrigin != NONE && rightOrigin != client && rows.rightOriginClock(row) >= clients.state(rightOrigin)) {
            return rightOrigin;
        }
        int parent = staged.parentKind(row);
        if (parent >= 0 && parent != client && staged.parentClock(row) >= clients.state(parent)) {
            return parent;
        }
        return NONE;
    }

    private void noteMissing(int client, int clock) {
        missing.merge(clients.id(client), clock, Math::min);
    }

    /** A dead end: nothing on the stack can be integrated, nor anything that comes behind it from the same clients. */
    private void waitWithAllOnStack() {
        for (int i = 0; i < stack.size(); i++) {
            // A cycle, which only a made-up update has, puts several structs of one client on the stack: the first
            // counts.
            int block = blockOf[rows.client(stack.get(i))];
            nextRow[block] = Math.min(nextRow[block], stack.get(i));
        }
        for (int i = 0; i < stack.size(); i++) {
            int block = blockOf[rows.client(stack.get(i))];
            for (; nextRow[block] < endRow[block]; nextRow[block] += Rows.WIDTH) {
                rest.add(nextRow[block]);
            }
        }
        stack.clear();
    }

    private void releaseRest() {
        for (int i = rest.size() - 1; i >= 0; i--) {
            rows.release(rest.get(i));
        }
        rest.clear();
    }

    /** Everything the struct refers to is there: finds its neighbours and its parent, takes its content in, and places it. */
    private void integrate(int row, int offset) {
        int kind = rows.kind(row);
        if (kind == StructKind.GC) {
            if (offset > 0) {
                rows.setClock(row, rows.clock(row) + offset);
                rows.setLength(row, rows.length(row) - offset);
                allNew = false;
            }
            rows.setParent(row, NONE);
            store.integration.integrate(row);
            return;
        }
        int left = findLeft(row);
        int right = findRight(row, left);
        int parent = findParent(row, left, right);
        int content = rows.content(row);
        int bytes = staged.contentBytes(row);
        if (offset > 0) {
            allNew = false;
            int client = rows.client(row);
            int clock = rows.clock(row) + offset;
            rows.setClock(row, clock);
            rows.setLength(row, rows.length(row) - offset);
            left = store.cleanEnd(client, clock - 1);
            rows.setOrigin(row, client, clock - 1);
            if (rows.kind(left) == StructKind.GC) {
                parent = NONE;
            }
        }
        rows.setLeft(row, left);
        rows.setRight(row, right);
        rows.setParent(row, parent);
        rows.clear(row, Rows.STAGED);
        if (parent != NONE) {
            takeContent(row, kind, content, bytes, offset);
        }
        store.integration.integrate(row);
    }

    /**
     * The struct is there already. Yjs looks its neighbours up before it notices, and so cuts them; they are merged again later,
     * but a surrogate pair that was cut stays so.
     */
    private void skipKnown(int row) {
        allNew = false;
        if (rows.kind(row) != StructKind.GC) {
            findRight(row, findLeft(row));
        }
        rows.release(row);
    }

    private int findLeft(int row) {
        int client = rows.originClient(row);
        return client == NONE ? NONE : store.cleanEnd(client, rows.originClock(row));
    }

    private int findRight(int row, int left) {
        int client = rows.rightOriginClient(row);
        if (client == NONE) {
            return NONE;
        }
        int clock = rows.rightOriginClock(row);
        if (left != NONE) {
            // Mostly it is still where it was when the item was made.
            int right = rows.right(left);
            if (right != NONE && rows.clock(right) == clock && rows.client(right) == client) {
                return right;
            }
        }
        return store.cleanStart(client, clock);
    }

    private int findParent(int row, int left, int right) {
        if (left != NONE && rows.kind(left) == StructKind.GC || right != NONE && rows.kind(right) == StructKind.GC) {
            return NONE;
        }
        int kind = staged.parentKind(row);
        if (kind == StagedUpdate.NEIGHBOUR) {
            return rows.parent(left != NONE ? left : right);
        }
        int type;
        if (kind == StagedUpdate.ROOT) {
            type = store.root(staged.rootName(row));
        } else {
            int parentItem = store.find(kind, staged.parentClock(row));
            if (rows.kind(parentItem) != StructKind.TYPE) {
                return NONE;
            }
            type = rows.content(parentItem);
        }
        int key = staged.mapKey(row);
        return key == NONE ? type : StructStore.parentOfEntry(store.entries.findOrAdd(store.types, type, key));
    }

    private void takeContent(int row, int kind, int content, int bytes, int offset) {
        byte[] source = staged.source;
        int skipped = 0;
        if (offset > 0 && kind != StructKind.DELETED) {
            if (kind == StructKind.STRING) {
                int cut = Utf8.indexOfUnit(source, content, content + bytes, offset);
                if (cut < 0) {
                    source = store.replaceHalfPair(source, -1 - cut + 4, content + bytes);
                    content = 0;
                    bytes = source.length;
                } else {
                    skipped = cut - content;
                }
            } else {
                skipped = store.skipElements(kind, source, content, bytes, offset);
            }
        }
        store.takeContent(row, kind, source, content + skipped, bytes - skipped);
    }

    // --- deletions ---

    private void applyDeletions() {
        IntList deletions = staged.deletions;
        for (int i = 0; i < deletions.size(); i += 3) {
            applyDeletion(deletions.get(i), staged.deletionClient(i / 3), deletions.get(i + 1), deletions.get(i + 2));
        }
    }

    private void applyDeletion(int client, long clientId, int clock, int length) {
        int state = client == NONE ? 0 : clients.state(client);
        int end = clock + length;
        if (clock < state) {
            allNew &= store.deletion.deleteRange(client, clock, Math.min(end, state));
        }
        if (state < end) {
            int from = Math.max(clock, state);
            pending.addDeletion(clientId, from, end - from);
            allNew = false;
        }
    }

    private void applyPendingDeletions() {
        if (pending.hasDeletions()) {
            for (Pending.Deletion deletion : pending.takeDeletions()) {
                applyDeletion(
                        clients.indexOf(deletion.client()), deletion.client(), deletion.clock(), deletion.length());
            }
        }
    }
}
