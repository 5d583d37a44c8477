package dev.weft.crdt.store;

import java.util.Arrays;

/** A growing list of ints that is reused: stacks, and records of several ints each. Takes no room before it is used. */
final class IntList {
    private static final int[] EMPTY = {};
    private static final int INITIAL = 16;

    /** Longer ones are not kept when the list is emptied: a document shall not pay for its largest update for ever. */
    private static final int KEPT = 1024;

    private int[] a = EMPTY;
    private int size;

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    void clear() {
        size = 0;
        if (a.length > KEPT) {
            a = EMPTY;
        }
    }

    int get(int index) {
        return a[index];
    }

    void set(int index, int value) {
        a[index] = value;
    }

    void add(int value) {
        if (size == a.length) {
            a = Arrays.copyOf(a, Math.max(INITIAL, size * 2));
        }
        a[size++] = value;
    }

    int removeLast() {
        return a[--size];
    }

    void truncate(int newSize) {
        size = newSize;
    }
}
