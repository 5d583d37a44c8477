package dev.weft.crdt.store;

import dev.weft.crdt.update.StructKind;
import dev.weft.crdt.update.UpdateCursor;
import dev.weft.crdt.update.UpdateFormat;
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
    private final UpdateRound round;
    private final StagedIntegration structs;

    /** Structs that wait for the one on top, or for what that waits for. */
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
        this.round = new UpdateRound(staged, clients);
        this.structs = new StagedIntegration(store, staged);
    }

    /**
     * Applies an update.
     *
     * @param cursor before the first struct of the update
     * @param slicesLast whether the cursor's slices last behind its next step
     * @return whether the document now holds all of it, held none of it before, and has nothing pending: then the update says
     *     exactly what changed
     * @throws dev.weft.crdt.update.MalformedUpdateException and then nothing has changed
     */
    boolean apply(UpdateCursor cursor, byte[] update, boolean slicesLast) {
        boolean hadPending = !pending.isEmpty();
        if (!hadPending && slicesLast) {
            if (store.appending.append(cursor)) {
                return true;
            }
            cursor.rewind();
        }
        staged.decode(cursor, update);
        allNew = true;
        staged.reserve();
        integrateStructs();
        boolean retry = hadPending && pending.hasStructs() && pending.canRetry(clients);
        applyDeletions();
        staged.release();
        if (hadPending) {
            applyPendingDeletions();
        }
        if (retry) {
            byte[] waiting = pending.takeStructs();
            staged.decode(UpdateCursor.of(waiting, UpdateFormat.V1), waiting);
            staged.reserve();
            integrateStructs();
            staged.release();
            applyPendingDeletions();
        }
        return allNew && !hadPending && pending.isEmpty();
    }

    // --- structs ---

    private void integrateStructs() {
        IntList blocks = staged.blocks;
        for (int from = 0; from < blocks.size(); ) {
            from = round.begin(from);
            integrateRound();
        }
        if (!rest.isEmpty()) {
            pending.addStructs(new RestEncoder(store, staged).encode(rest), missing);
            releaseRest();
            missing.clear();
            allNew = false;
        }
    }

    private void integrateRound() {
        int current = 0;
        int head = NONE;
        while (true) {
            if (!stack.isEmpty()) {
                head = stack.removeLast();
            } else {
                while (current < round.blockCount() && round.isEmpty(current)) {
                    current++;
                }
                if (current == round.blockCount()) {
                    return;
                }
                head = round.take(current);
            }
            // Goes down to what the struct refers to, as long as this update has it.
            while (head != NONE) {
                head = integrateOrFindMissing(head);
            }
        }
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
            allNew &= offset == 0;
            if (offset < rows.length(row)) {
                structs.integrate(row, offset);
            } else {
                structs.skipKnown(row);
            }
            return NONE;
        }
        stack.add(row);
        int block = round.blockOf(missingClient);
        if (block != NONE) {
            return round.take(block);
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
            round.putBack(stack.get(i), rows.client(stack.get(i)));
        }
        for (int i = 0; i < stack.size(); i++) {
            round.takeAll(rows.client(stack.get(i)), rest);
        }
        stack.clear();
    }

    private void releaseRest() {
        for (int i = rest.size() - 1; i >= 0; i--) {
            rows.release(rest.get(i));
        }
        rest.clear();
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
