package dev.weft.crdt.store;

import dev.weft.lib0.Utf8;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Map keys, names of roots and of XML nodes, each kept once and named by its index; as UTF-8, so that a key in an update is
 * found, and written, without making a string.
 */
final class Names {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = new byte[64];
    /** Where name i ends; it starts where the one before ends. */
    private int[] ends = new int[8];

    private int[] hashes = new int[8];

    /** The first eight bytes of each, see {@link #head}: of most names all. */
    private long[] heads = new long[8];

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
        long head = head(utf8, 0, utf8.length);
        return find(utf8, 0, utf8.length, head, hash(utf8, 0, utf8.length, head));
    }

    int intern(String name) {
        byte[] utf8 = Utf8.encode(name);
        return intern(utf8, 0, utf8.length);
    }

    /** Index of the name that these bytes are in UTF-8; it gets one if it has none. */
    int intern(byte[] source, int from, int to) {
        long head = head(source, from, to);
        int hash = hash(source, from, to, head);
        int known = find(source, from, to, head, hash);
        return known != Rows.NONE ? known : add(source, from, to, head, hash);
    }

    private int find(byte[] source, int from, int to, long head, int hash) {
        int mask = slots.length - 1;
        for (int slot = slot(hash); slots[slot] != 0; slot = slot + 1 & mask) {
            int name = slots[slot] - 1;
            if (hashes[name] == hash && heads[name] == head && isRest(name, source, from, to)) {
                return name;
            }
        }
        return Rows.NONE;
    }

    /** Whether a name of the same head is all the same. */
    private boolean isRest(int name, byte[] source, int from, int to) {
        int length = byteLength(name);
        return length == to - from
                && (length <= Long.BYTES || Arrays.equals(bytes, start(name), ends[name], source, from, to));
    }

    private int add(byte[] source, int from, int to, long head, int hash) {
        if (count == ends.length) {
            int capacity = count * 2;
            ends = Arrays.copyOf(ends, capacity);
            hashes = Arrays.copyOf(hashes, capacity);
            heads = Arrays.copyOf(heads, capacity);
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
        heads[name] = head;
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
        int slot = slot(hashes[name]);
        while (slots[slot] != 0) {
            slot = slot + 1 & mask;
        }
        slots[slot] = name + 1;
    }

    /** The first bytes of a name, up to eight, the first one lowest. */
    private static long head(byte[] source, int from, int to) {
        int count = Math.min(to - from, Long.BYTES);
        if (count == 0) {
            return 0;
        }
        if (from <= source.length - Long.BYTES) {
            return (long) LONGS.get(source, from) & -1L >>> Long.SIZE - Byte.SIZE * count;
        }
        long head = 0;
        for (int i = count - 1; i >= 0; i--) {
            head = head << Byte.SIZE | source[from + i] & 0xff;
        }
        return head;
    }

    /** Of it, the highest bits tell the slot. */
    private static int hash(byte[] source, int from, int to, long head) {
        long hash = Spread.mixed(head, to - from);
        for (int i = from + Long.BYTES; i < to; i++) {
            hash = Spread.mixed(hash, source[i]);
        }
        return Spread.hash(hash);
    }

    private int slot(int hash) {
        return hash >>> Integer.numberOfLeadingZeros(slots.length) + 1;
    }

    long memoryBytes() {
        return bytes.length + 20L * ends.length + 4L * slots.length;
    }
}
