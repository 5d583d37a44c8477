package dev.weft.crdt.store;

import java.util.Arrays;

/**
 * Where to start looking for a clock of one client: for every {@code 2^shift} clocks a row that lies at or before them in the
 * client's chain; from there one walks {@code next}.
 *
 * <pre>
 *   hints     [0]         [1]         [2]         [3]              one per 2^shift clocks
 *              │           │ ╭─────────╯           │
 *              ▼           ▼ ▼                     ▼
 *   rows      [0..4][5..9][10..........................29][30..]   linked by next
 * </pre>
 *
 * <p>A hint is never trusted, only tried: it is good when its row still belongs to the client and its clock isn't behind the
 * one that is looked for. So splitting, merging and freeing rows need not keep the table up to date; a search that walked
 * mends the hint that misled it. Few rows need no table at all.
 *
 * <p>An update of twenty bytes may hold a Deleted of 2^31 units, so the width follows the number of rows: at most about four
 * hints a row.
 */
final class ClockHints {
    private static final int NONE = Rows.NONE;
    private static final int[] EMPTY = {};
    private static final int FEW_ROWS = 8;
    private static final int SMALLEST_SHIFT = 5;

    private int[] hints = EMPTY;
    private int shift = SMALLEST_SHIFT;
    /** Buckets below have a hint. */
    private int filled;

    private int rowsWhenBuilt;

    /** The row of this client that holds the clock, which must be below its state. */
    int find(Rows rows, Clients clients, int client, int clock) {
        int row = clients.last(client);
        if (clock >= rows.clock(row)) {
            return row;
        }
        int bucket = clock >>> shift;
        int bucketStart = bucket << shift;
        row = start(rows, clients, client, Math.min(bucket, filled - 1), bucketStart);
        if (bucketStart >= rows.end(row)) {
            do {
                row = rows.next(row);
            } while (bucketStart >= rows.end(row));
            if (bucket < filled) {
                hints[bucket] = row;
            }
        }
        while (clock >= rows.end(row)) {
            row = rows.next(row);
        }
        return row;
    }

    private int start(Rows rows, Clients clients, int client, int bucket, int bucketStart) {
        for (int b = bucket; b >= 0; b--) {
            int row = hints[b];
            if (row < rows.top() && rows.isIntegrated(row, client) && rows.clock(row) <= bucketStart) {
                return row;
            }
        }
        return clients.first(client);
    }

    /** The client got a row at its end, or its last row grew: clocks below {@code end} are covered now. */
    void extended(Rows rows, Clients clients, int client, int row, int end) {
        if ((end - 1) >>> shift < filled) {
            return;
        }
        int rowCount = clients.rows(client);
        if (rowCount < FEW_ROWS) {
            return;
        }
        boolean tooFine = (end >>> shift) - 64 > 4 * rowCount;
        boolean tooCoarse = shift > SMALLEST_SHIFT && rowCount > 4 * rowsWhenBuilt;
        if (filled == 0 || tooFine || tooCoarse) {
            rebuild(rows, clients, client, end);
            return;
        }
        fill(row, end);
    }

    private void fill(int row, int end) {
        int bucket = (end - 1) >>> shift;
        if (bucket >= hints.length) {
            hints = Arrays.copyOf(hints, Math.max(bucket + 1, hints.length + (hints.length >> 1)));
        }
        while (filled <= bucket) {
            hints[filled++] = row;
        }
    }

    /** Chooses the width anew and fills the whole table. */
    private void rebuild(Rows rows, Clients clients, int client, int end) {
        int rowCount = clients.rows(client);
        rowsWhenBuilt = rowCount;
        shift = SMALLEST_SHIFT;
        while (end >>> shift > 2 * rowCount + 32) {
            shift++;
        }
        filled = 0;
        hints = new int[((end - 1) >>> shift) + 1];
        for (int row = clients.first(client); row != NONE; row = rows.next(row)) {
            if ((rows.end(row) - 1) >>> shift >= filled) {
                fill(row, rows.end(row));
            }
        }
    }

    long memoryBytes() {
        return 32 + 16 + 4L * hints.length;
    }
}
