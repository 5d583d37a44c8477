package dev.weft.crdt.store;

import java.util.Arrays;

/**
 * The content of all items of a document, one after the other in one byte array: strings as UTF-8, everything else as update
 * format 1 writes it. To write an item is to copy its slice.
 *
 * <pre>
 *   ┌──────────────┬────────────┬───────────┬────────────────┬─────────────┐
 *   │ slice        │ dead       │ slice     │ slice  : slack │ free        │
 *   └──────────────┴────────────┴───────────┴────────────────┴─────────────┘
 *                                                            ↑ top
 * </pre>
 *
 * <p>Joining two slices costs nothing when they adjoin, and the copy of the right one when the left one lies at the top or has
 * slack. Otherwise the left one moves to the top, with room up to the next power of two: that room is its slack. Without it,
 * two people who type in turn would copy their whole text for each key.
 *
 * <p>Bytes that no slice uses are counted as dead, slack included; {@link Compaction} copies what lives when more than half
 * is dead.
 */
final class ContentArena {
    private static final int INITIAL_BYTES = 64;

    private byte[] bytes = new byte[INITIAL_BYTES];
    private int top;
    private int dead;

    /** The bytes themselves; replaced when the arena grows, so not to be kept. */
    byte[] bytes() {
        return bytes;
    }

    int top() {
        return top;
    }

    int dead() {
        return dead;
    }

    /** Makes room for so many more bytes at once. */
    void reserve(int more) {
        ensure(more);
    }

    private void ensure(int more) {
        long needed = (long) top + more;
        if (needed > bytes.length) {
            if (needed > Integer.MAX_VALUE - 8) {
                throw new IllegalStateException("content of the document exceeds 2 GiB");
            }
            long grown = Math.max(needed, bytes.length + (bytes.length >> 1));
            bytes = Arrays.copyOf(bytes, (int) Math.min(grown, Integer.MAX_VALUE - 8));
        }
    }

    /** Copies the bytes to the top; returns their offset. */
    int append(byte[] source, int from, int count) {
        ensure(count);
        int at = top;
        System.arraycopy(source, from, bytes, at, count);
        top = at + count;
        return at;
    }

    /** The slice is no longer used. */
    void drop(int count) {
        dead += count;
    }

    /** Bytes that a slice with slack has in all: the next power of two. */
    static int capacity(int length) {
        return length <= 1 ? length : Integer.highestOneBit(length - 1) << 1;
    }

    /** Whether the slice ends at the top, so that it can grow. */
    boolean isAtTop(int at, int length) {
        return at + length == top;
    }

    /** Whether a slice with slack has room for so many more bytes. */
    static boolean hasRoom(int length, int more) {
        return length + more <= capacity(length);
    }

    /** Writes into the slack behind a slice that {@link #hasRoom}. */
    void fillSlack(int at, int length, byte[] source, int from, int count) {
        System.arraycopy(source, from, bytes, at + length, count);
        dead -= count;
    }

    /**
     * Moves a slice to the top, with as much room as a slice with slack of the joined length has, and writes the other bytes
     * behind it.
     *
     * @return offset of the joined slice
     */
    int moveAndGrow(int at, int length, byte[] source, int from, int count) {
        int joined = length + count;
        int capacity = Math.max(joined, capacity(joined));
        boolean own = source == bytes;
        ensure(capacity);
        int to = top;
        System.arraycopy(bytes, at, bytes, to, length);
        System.arraycopy(own ? bytes : source, from, bytes, to + length, count);
        top = to + capacity;
        dead += length + capacity - joined;
        return to;
    }

    /** Cuts off unused room at the end, when it is more than an eighth. */
    void trim() {
        if (top + (top >> 3) < bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(top, INITIAL_BYTES));
        }
    }

    /** Goes on with these bytes, of which all are in use. */
    void replace(byte[] compacted, int used) {
        bytes = compacted;
        top = used;
        dead = 0;
    }

    long memoryBytes() {
        return bytes.length;
    }
}
