package dev.weft.crdt.store;

import java.util.Arrays;

/** A growing list of ints that is reused: stacks, and records of several ints each. */
final class IntList {
    private int[] a = new int[16];
    private int size;

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    void clear() {
        size = 0;
        if (a.length > 1 << 16) {
            a = new int[16];
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
            a = Arrays.copyOf(a, size * 2);
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
