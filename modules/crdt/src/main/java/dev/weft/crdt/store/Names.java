package dev.weft.crdt.store;

import dev.weft.lib0.Utf8;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Map keys, names of roots and of XML nodes, each kept once and named by its index; as UTF-8, so that a key in an update is
 * found, and written, without making a string.
 */
final class Names {
    private byte[] bytes = new byte[64];
    /** Where name i ends; it starts where the one before ends. */
    private int[] ends = new int[8];

    private int[] hashes = new int[8];
    private @Nullable String[] strings = new String[8];
    private int count;

    /** Open addressing: index + 1, 0 is empty. */
    private int[] slots = new int[16];

    int count() {
        return count;
    }

    private int start(int name) {
        return name == 0 ? 0 : ends[name - 1];
    }

    byte[] bytes() {
        return bytes;
    }

    /** Offset of the name's UTF-8 in {@link #bytes}. */
    int offset(int name) {
        return start(name);
    }

    int byteLength(int name) {
        return ends[name] - start(name);
    }

    String string(int name) {
        String known = strings[name];
        if (known == null) {
            known = Utf8.decode(bytes, start(name), ends[name]);
            strings[name] = known;
        }
        return known;
    }

    /** Index of the name, or {@link Rows#NONE}. */
    int indexOf(String name) {
        byte[] utf8 = Utf8.encode(name);
        return find(utf8, 0, utf8.length, hash(utf8, 0, utf8.length));
    }

    int intern(String name) {
        byte[] utf8 = Utf8.encode(name);
        return intern(utf8, 0, utf8.length);
    }

    /** Index of the name that these bytes are in UTF-8; it gets one if it has none. */
    int intern(byte[] source, int from, int to) {
        int hash = hash(source, from, to);
        int known = find(source, from, to, hash);
        return known != Rows.NONE ? known : add(source, from, to, hash);
    }

    private int find(byte[] source, int from, int to, int hash) {
        int mask = slots.length - 1;
        for (int slot = hash & mask; slots[slot] != 0; slot = slot + 1 & mask) {
            int name = slots[slot] - 1;
            if (hashes[name] == hash && Arrays.equals(bytes, start(name), ends[name], source, from, to)) {
                return name;
            }
        }
        return Rows.NONE;
    }

    private int add(byte[] source, int from, int to, int hash) {
        if (count == ends.length) {
            int capacity = count * 2;
            ends = Arrays.copyOf(ends, capacity);
            hashes = Arrays.copyOf(hashes, capacity);
            strings = Arrays.copyOf(strings, capacity);
        }
        int start = count == 0 ? 0 : ends[count - 1];
        int end = start + to - from;
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(end, bytes.length * 2));
        }
        System.arraycopy(source, from, bytes, start, to - from);
        int name = count++;
        ends[name] = end;
        hashes[name] = hash;
        strings[name] = null;
        if (2 * count > slots.length) {
            slots = new int[slots.length * 2];
            fillSlots();
        } else {
            putSlot(name);
        }
        return name;
    }

    /** Forgets the names from this index on: nothing may use them. */
    void truncate(int newCount) {
        if (newCount < count) {
            count = newCount;
            Arrays.fill(slots, 0);
            fillSlots();
        }
    }

    private void fillSlots() {
        for (int name = 0; name < count; name++) {
            putSlot(name);
        }
    }

    private void putSlot(int name) {
        int mask = slots.length - 1;
        int slot = hashes[name] & mask;
        while (slots[slot] != 0) {
            slot = slot + 1 & mask;
        }
        slots[slot] = name + 1;
    }

    private static int hash(byte[] source, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + source[i];
        }
        hash *= 0x9E3779B9;
        return hash ^ hash >>> 15;
    }

    long memoryBytes() {
        return bytes.length + 12L * ends.length + 4L * slots.length;
    }
}
