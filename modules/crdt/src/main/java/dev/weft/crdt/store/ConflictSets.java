package dev.weft.crdt.store;

import java.util.Arrays;

/**
 * The two sets of the conflict resolution: {@code itemsBeforeOrigin}, all items seen since the left origin, and {@code
 * conflictingItems}, those of them seen since the insertion point moved last. The second is always the tail of the first, so
 * one list in the order of seeing holds both.
 *
 * <p>Most conflicts have a handful of items and never ask; only a question over many builds a hash.
 */
final class ConflictSets {
    private static final int FEW = 16;

    private int[] seen = new int[FEW];
    private int size;
    private int conflictingFrom;

    /** Open addressing: position in {@link #seen} + 1; holds the first {@link #hashed} items. */
    private int[] slots = new int[0];

    private int hashed;

    void clear() {
        if (hashed > 0) {
            Arrays.fill(slots, 0);
            hashed = 0;
        }
        size = 0;
        conflictingFrom = 0;
    }

    /** Adds the item to both sets. */
    void add(int row) {
        if (size == seen.length) {
            seen = Arrays.copyOf(seen, size * 2);
        }
        seen[size++] = row;
    }

    void clearConflicting() {
        conflictingFrom = size;
    }

    boolean isBeforeOrigin(int row) {
        return position(row) >= 0;
    }

    boolean isConflicting(int row) {
        return position(row) >= conflictingFrom;
    }

    private int position(int row) {
        if (size <= FEW) {
            for (int i = 0; i < size; i++) {
                if (seen[i] == row) {
                    return i;
                }
            }
            return -1;
        }
        hashRest();
        int mask = slots.length - 1;
        for (int slot = hash(row) & mask; slots[slot] != 0; slot = slot + 1 & mask) {
            if (seen[slots[slot] - 1] == row) {
                return slots[slot] - 1;
            }
        }
        return -1;
    }

    private void hashRest() {
        if (2 * size > slots.length) {
            slots = new int[Integer.highestOneBit(size) * 4];
            hashed = 0;
        }
        int mask = slots.length - 1;
        while (hashed < size) {
            int slot = hash(seen[hashed]) & mask;
            while (slots[slot] != 0) {
                slot = slot + 1 & mask;
            }
            slots[slot] = ++hashed;
        }
    }

    private static int hash(int row) {
        int mixed = row * 0x9E3779B9;
        return mixed ^ mixed >>> 15;
    }
}
