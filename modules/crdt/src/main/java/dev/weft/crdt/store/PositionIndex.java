package dev.weft.crdt.store;

import java.util.Arrays;

/**
 * Finds a place in a long list by its index: for the list that was edited by index last.
 *
 * <pre>
 *   groups   [ 812 units ][ 640 units ] …              in order
 *               │
 *   blocks   [ 31 ][ 28 ][ 40 ] …                      a group's blocks in order: up to 64
 *               │
 *   rows     r → r → r → r → …                         a block's rows, linked by right: up to 32
 * </pre>
 *
 * <p>A block knows its first row, its number of rows and how many visible units they have; a row knows its block. Finding scans
 * groups, then blocks, then rows. The place found last is kept while it can be, since the next edit is mostly there. Whatever changes the list tells the index, which costs one comparison when the list is
 * another.
 *
 * <p>Built at the first edit by index, dropped when only updates from elsewhere come for a while. Yjs keeps up to 80 search
 * markers instead ({@code AbstractType.js}, {@code ArraySearchMarker}).
 */
final class PositionIndex {
    private static final int NONE = Rows.NONE;
    private static final int MAX_ROWS = 32;
    private static final int MAX_BLOCKS = 64;

    /** Shorter lists are walked. */
    private static final int WORTHWHILE_ROWS = 16;

    private static final int PATIENCE = 64;

    private final Rows rows;
    private final Types types;

    private int type = NONE;
    private int updatesSinceUse;

    /** Row / WIDTH → block. */
    private int[] blockOf = new int[0];

    private int[] firstRow = new int[16];
    private int[] rowCount = new int[16];
    private int[] visible = new int[16];
    private int[] groupOf = new int[16];
    private int blockCount;

    /** A group's blocks in order. */
    private int[][] blocks = new int[4][];

    private int[] blocksInGroup = new int[4];
    private int[] groupVisible = new int[4];
    private int groupIds;

    /** Groups in order. */
    private int[] order = new int[4];

    private int groupCount;

    /** Units of the found row up to the place that was asked for. */
    private int foundOffset;

    /** The visible row that was found last, or {@link Rows#NONE} when its place isn't known any more. */
    private int lastRow = NONE;

    /** Units of the list before {@link #lastRow}. */
    private int lastStart;

    PositionIndex(Rows rows, Types types) {
        this.rows = rows;
        this.types = types;
    }

    /**
     * The visible row that the place so many units from the beginning lies in or ends at; {@link #foundOffset} says where in
     * it.
     *
     * @param index 1 … length of the list
     */
    int find(int list, int index) {
        updatesSinceUse = 0;
        if (list != type && !build(list)) {
            return walk(types.first(list), index);
        }
        if (lastRow != NONE && index > lastStart && index - lastStart <= units(lastRow)) {
            foundOffset = index - lastStart;
            return lastRow;
        }
        int rest = index;
        int g = 0;
        while (rest > groupVisible[order[g]]) {
            rest -= groupVisible[order[g]];
            g++;
        }
        int[] inGroup = blocks[order[g]];
        int b = 0;
        while (rest > visible[inGroup[b]]) {
            rest -= visible[inGroup[b]];
            b++;
        }
        lastRow = walk(firstRow[inGroup[b]], rest);
        lastStart = index - foundOffset;
        return lastRow;
    }

    int foundOffset() {
        return foundOffset;
    }

    private int walk(int from, int index) {
        int rest = index;
        int row = from;
        while (true) {
            if (rows.isVisible(row)) {
                int length = rows.length(row);
                if (rest <= length) {
                    foundOffset = rest;
                    return row;
                }
                rest -= length;
            }
            row = rows.right(row);
        }
    }

    private boolean build(int list) {
        int count = 0;
        for (int row = types.first(list); row != NONE && count <= WORTHWHILE_ROWS; row = rows.right(row)) {
            count++;
        }
        if (count <= WORTHWHILE_ROWS) {
            return false;
        }
        type = list;
        lastRow = NONE;
        blockCount = 0;
        groupIds = 0;
        groupCount = 0;
        int group = newGroup(0);
        int block = NONE;
        for (int row = types.first(list); row != NONE; row = rows.right(row)) {
            if (block == NONE || rowCount[block] == MAX_ROWS / 2) {
                if (blocksInGroup[group] == MAX_BLOCKS / 2) {
                    group = newGroup(groupCount);
                }
                block = newBlock(group, blocksInGroup[group], row);
            }
            rowCount[block]++;
            setBlock(row, block);
            int units = units(row);
            visible[block] += units;
            groupVisible[group] += units;
        }
        return true;
    }

    private int units(int row) {
        return rows.isVisible(row) ? rows.length(row) : 0;
    }

    private void setBlock(int row, int block) {
        int at = row / Rows.WIDTH;
        if (at >= blockOf.length) {
            blockOf = Arrays.copyOf(blockOf, Math.max(at + 1, rows.top() / Rows.WIDTH * 5 / 4));
        }
        blockOf[at] = block;
    }

    private int newGroup(int position) {
        if (groupIds == order.length) {
            int capacity = groupIds * 2;
            order = Arrays.copyOf(order, capacity);
            blocks = Arrays.copyOf(blocks, capacity);
            blocksInGroup = Arrays.copyOf(blocksInGroup, capacity);
            groupVisible = Arrays.copyOf(groupVisible, capacity);
        }
        System.arraycopy(order, position, order, position + 1, groupCount - position);
        int group = groupIds++;
        groupCount++;
        order[position] = group;
        blocks[group] = new int[MAX_BLOCKS];
        blocksInGroup[group] = 0;
        groupVisible[group] = 0;
        return group;
    }

    private int newBlock(int group, int position, int first) {
        if (blockCount == firstRow.length) {
            int capacity = blockCount * 2;
            firstRow = Arrays.copyOf(firstRow, capacity);
            rowCount = Arrays.copyOf(rowCount, capacity);
            visible = Arrays.copyOf(visible, capacity);
            groupOf = Arrays.copyOf(groupOf, capacity);
        }
        int block = blockCount++;
        firstRow[block] = first;
        rowCount[block] = 0;
        visible[block] = 0;
        groupOf[block] = group;
        int[] inGroup = blocks[group];
        System.arraycopy(inGroup, position, inGroup, position + 1, blocksInGroup[group] - position);
        inGroup[position] = block;
        blocksInGroup[group]++;
        return block;
    }

    // --- what happens to the list ---

    /** An update from elsewhere came. */
    void updateCame() {
        if (type != NONE && ++updatesSinceUse > PATIENCE) {
            drop();
        }
    }

    /** The type is gone. */
    void forget(int list) {
        if (list == type) {
            drop();
        }
    }

    private void drop() {
        type = NONE;
        lastRow = NONE;
        blockOf = new int[0];
    }

    /** The row was hung into the list behind {@code left}. */
    void inserted(int list, int row, int left) {
        if (list != type) {
            return;
        }
        int block = left == NONE ? blocks[order[0]][0] : blockOf[left / Rows.WIDTH];
        if (left == NONE) {
            firstRow[block] = row;
        }
        if (!isLastOrNextTo(left)) {
            lastRow = NONE;
        }
        int units = units(row);
        visible[block] += units;
        groupVisible[groupOf[block]] += units;
        addRow(block, row);
    }

    /** The row was cut off the end of its left neighbour. */
    void split(int list, int left, int right) {
        if (list == type) {
            addRow(blockOf[left / Rows.WIDTH], right);
        }
    }

    private void addRow(int block, int row) {
        setBlock(row, block);
        if (++rowCount[block] > MAX_ROWS) {
            splitBlock(block);
        }
    }

    /** So many more units are visible in the row. */
    void visibleChanged(int list, int row, int more) {
        if (list == type) {
            if (!isLastOrNextTo(row)) {
                lastRow = NONE;
            }
            int block = blockOf[row / Rows.WIDTH];
            visible[block] += more;
            groupVisible[groupOf[block]] += more;
        }
    }

    /** Whether a change at the row leaves {@link #lastStart} as it is, for all that can be seen quickly. */
    private boolean isLastOrNextTo(int row) {
        return row != NONE && lastRow != NONE && (row == lastRow || rows.left(row) == lastRow);
    }

    /** The row is about to become part of its left neighbour. */
    void merging(int list, int left, int right) {
        if (list != type) {
            return;
        }
        if (right == lastRow) {
            lastRow = left;
            lastStart -= units(left);
        }
        int from = blockOf[right / Rows.WIDTH];
        int to = blockOf[left / Rows.WIDTH];
        if (from != to) {
            int units = units(right);
            visible[from] -= units;
            groupVisible[groupOf[from]] -= units;
            visible[to] += units;
            groupVisible[groupOf[to]] += units;
            firstRow[from] = rows.right(right);
        }
        if (--rowCount[from] == 0) {
            removeBlock(from);
        }
    }

    private void splitBlock(int block) {
        int group = groupOf[block];
        if (blocksInGroup[group] == MAX_BLOCKS) {
            splitGroup(group);
            group = groupOf[block];
        }
        int kept = rowCount[block] / 2;
        int row = firstRow[block];
        int units = 0;
        for (int i = 0; i < kept; i++) {
            units += units(row);
            row = rows.right(row);
        }
        int added = newBlock(group, positionInGroup(block) + 1, row);
        rowCount[added] = rowCount[block] - kept;
        visible[added] = visible[block] - units;
        rowCount[block] = kept;
        visible[block] = units;
        for (int i = 0; i < rowCount[added]; i++) {
            setBlock(row, added);
            row = rows.right(row);
        }
    }

    private int positionInGroup(int block) {
        int[] inGroup = blocks[groupOf[block]];
        int position = 0;
        while (inGroup[position] != block) {
            position++;
        }
        return position;
    }

    private int positionOfGroup(int group) {
        int position = 0;
        while (order[position] != group) {
            position++;
        }
        return position;
    }

    private void splitGroup(int group) {
        int added = newGroup(positionOfGroup(group) + 1);
        int kept = MAX_BLOCKS / 2;
        int moved = blocksInGroup[group] - kept;
        System.arraycopy(blocks[group], kept, blocks[added], 0, moved);
        blocksInGroup[group] = kept;
        blocksInGroup[added] = moved;
        for (int i = 0; i < moved; i++) {
            int block = blocks[added][i];
            groupOf[block] = added;
            groupVisible[added] += visible[block];
        }
        groupVisible[group] -= groupVisible[added];
    }

    private void removeBlock(int block) {
        int group = groupOf[block];
        int position = positionInGroup(block);
        blocksInGroup[group]--;
        System.arraycopy(blocks[group], position + 1, blocks[group], position, blocksInGroup[group] - position);
        if (blocksInGroup[group] == 0) {
            int at = positionOfGroup(group);
            groupCount--;
            System.arraycopy(order, at + 1, order, at, groupCount - at);
        }
    }
}
