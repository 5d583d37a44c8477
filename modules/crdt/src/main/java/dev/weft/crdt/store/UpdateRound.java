package dev.weft.crdt.store;

import java.util.Arrays;

/**
 * Blocks of an update that are integrated together: one of each client, by descending client id. An update of Yjs is a single
 * round; only one that names a client twice takes more.
 */
final class UpdateRound {
    private static final int NONE = Rows.NONE;

    private final StagedUpdate staged;
    private final Clients clients;

    /** Client id of each block. */
    private long[] order = new long[4];

    private int blockCount;

    /** Staged rows that are left of each block: from one (inclusive) to the other (exclusive). */
    private int[] nextRow = new int[4];

    private int[] endRow = new int[4];

    /** Client → its block in this round, valid when {@link #blockRound} says so. */
    private int[] blockOf = new int[4];

    private int[] blockRound = new int[4];
    private int round;

    UpdateRound(StagedUpdate staged, Clients clients) {
        this.staged = staged;
        this.clients = clients;
    }

    int blockCount() {
        return blockCount;
    }

    /** Takes blocks up to the first whose client has one in this round already; returns where the next round begins. */
    int begin(int from) {
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

    boolean isEmpty(int block) {
        return nextRow[block] == endRow[block];
    }

    /** The next struct of a block that {@link #isEmpty} denies. */
    int take(int block) {
        int row = nextRow[block];
        nextRow[block] = row + Rows.WIDTH;
        return row;
    }

    /** The block of the client that has structs left, or {@link Rows#NONE}. */
    int blockOf(int client) {
        if (client >= blockRound.length || blockRound[client] != round) {
            return NONE;
        }
        int block = blockOf[client];
        return isEmpty(block) ? NONE : block;
    }

    /** Puts a struct back that was taken from its block, and with it all that were taken after it. */
    void putBack(int row, int client) {
        int block = blockOf[client];
        nextRow[block] = Math.min(nextRow[block], row);
    }

    /** Takes all structs that are left of the client's block. */
    void takeAll(int client, IntList rows) {
        int block = blockOf[client];
        for (; nextRow[block] < endRow[block]; nextRow[block] += Rows.WIDTH) {
            rows.add(nextRow[block]);
        }
    }
}
