package dev.weft.crdt.store;

import dev.weft.crdt.update.StructKind;
import java.util.Arrays;

/**
 * The structs of one document, one row of twelve ints each, in one {@code int[]}.
 *
 * <p>A row is named by the offset of its first int, so a field is {@code a[row + FIELD]}; {@link #NONE} is no row. Rows never
 * move: a handle stays valid until its row is freed.
 *
 * <pre>
 *            0      1      2     3      4     5..6     7..8          9        10      11
 *         ┌──────┬──────┬──────┬──────┬──────┬────────┬─────────────┬────────┬───────┬────────────────┐
 *   row → │clock │length│ left │right │ next │ origin │right origin │content │parent │client and flags│
 *         └──────┴──────┴──────┴──────┴──────┴────────┴─────────────┴────────┴───────┴────────────────┘
 * </pre>
 *
 * <table>
 *   <caption>Fields</caption>
 *   <tr><td>clock, length</td><td>of the struct's first unit; units: UTF-16 units or elements</td></tr>
 *   <tr><td>left, right</td><td>neighbours in the parent's list, or older and newer value under a map key; {@code right} also
 *       links the free rows</td></tr>
 *   <tr><td>next</td><td>the next struct of the same client by clock</td></tr>
 *   <tr><td>origin, right origin</td><td>client index and clock each; client index {@link #NONE} when there is none</td></tr>
 *   <tr><td>content</td><td>offset in the {@link ContentArena}; for a Type its index in {@link Types}</td></tr>
 *   <tr><td>parent</td><td>≥ 0: index of the parent type, a list child; ≤ −2: −2 − index in {@link MapEntries}, a value under
 *       a map key; {@link #NONE}: a GC</td></tr>
 *   <tr><td>client and flags</td><td>index in {@link Clients} &lt;&lt; 10, then {@link #KEEP} … {@link #DELETED}, then the
 *       {@link Kind} in four bits</td></tr>
 * </table>
 *
 * <p>Side columns, made when first needed, hold the number of content bytes where that isn't the length (non-ASCII strings and
 * all other kinds kept in the arena), and for items with the flag {@link #REDONE} client index and clock of what took their
 * place.
 *
 * <p>Invariants: the {@code next} chain of a client covers clocks 0 … state − 1 without a gap; {@code left} and {@code right}
 * mirror each other; a freed row stands in no chain, list or entry. {@link StoreIntegrity} checks them.
 */
public final class Rows {
    /** No row, no client, no type. */
    public static final int NONE = -1;

    static final int DELETED = 1 << 4;
    /** A string with non-ASCII characters: its bytes are not its units. */
    static final int NON_ASCII = 1 << 5;
    /** The slice in the arena has unused room behind it: see {@link ContentArena#capacity}. */
    static final int SLACK = 1 << 6;
    /** Must not be garbage collected (undo). */
    static final int KEEP = 1 << 7;
    /** Was deleted, and another item took its place in an undo or redo: see {@link RedoneLinks}. */
    static final int REDONE = 1 << 8;

    /** Decoded, but not part of the document yet. */
    static final int STAGED = 1 << 9;

    static final int CLIENT_SHIFT = 10;
    public static final int MAX_CLIENTS = 1 << (31 - CLIENT_SHIFT);

    static final int WIDTH = 12;

    private static final int KIND_MASK = 15;
    private static final int CLOCK = 0;
    private static final int LENGTH = 1;
    private static final int LEFT = 2;
    private static final int RIGHT = 3;
    private static final int NEXT = 4;
    private static final int ORIGIN_CLIENT = 5;
    private static final int ORIGIN_CLOCK = 6;
    private static final int RIGHT_ORIGIN_CLIENT = 7;
    private static final int RIGHT_ORIGIN_CLOCK = 8;
    private static final int CONTENT = 9;
    private static final int PARENT = 10;
    private static final int CLIENT_AND_FLAGS = 11;

    private static final int[] EMPTY = {};
    private static final int INITIAL_ROWS = 8;

    private int[] a = new int[INITIAL_ROWS * WIDTH];
    private int[] byteLength = EMPTY;
    private int[] redone = EMPTY;
    private int top;
    private int free = NONE;
    private int freeCount;

    /** Takes a free row, or a new one. Its fields are undefined. */
    int allocate() {
        int row = free;
        if (row != NONE) {
            free = a[row + RIGHT];
            freeCount--;
            return row;
        }
        return allocateAtTop();
    }

    /** Takes a row behind all others, so that rows taken one after the other are neighbours. */
    int allocateAtTop() {
        int row = top;
        if (row + WIDTH > a.length) {
            a = Arrays.copyOf(a, grown(a.length, row + WIDTH));
        }
        top = row + WIDTH;
        return row;
    }

    /** Whether so many more rows fit without growing. */
    boolean hasRoom(int more) {
        return top + (long) more * WIDTH <= a.length;
    }

    /** Makes room for so many more rows at once: just so many, if that is at least half again as many as there are. */
    void reserve(int rows) {
        long wanted = top + (long) rows * WIDTH;
        if (wanted > a.length && wanted < Integer.MAX_VALUE - WIDTH) {
            a = Arrays.copyOf(a, wanted - top >= top >> 1 ? (int) wanted : grown(a.length, (int) wanted));
        }
    }

    private static int grown(int capacity, int needed) {
        long more = Math.max(needed, capacity + (capacity >> 1) + (long) WIDTH);
        long limit = (Integer.MAX_VALUE - 8) / WIDTH * (long) WIDTH;
        if (needed < 0 || needed > limit) {
            throw new IllegalStateException("document has more than " + limit / WIDTH + " structs");
        }
        return (int) Math.min(more / WIDTH * WIDTH, limit);
    }

    /** Gives the row back; it must stand in no chain, list, entry or table any more. */
    void release(int row) {
        if (row == top - WIDTH) {
            top = row;
            return;
        }
        a[row + CLIENT_AND_FLAGS] = NONE << CLIENT_SHIFT | Kind.FREE;
        a[row + RIGHT] = free;
        free = row;
        freeCount++;
    }

    /** Drops all rows from this one on: they were only staged. */
    void truncate(int newTop) {
        top = newTop;
    }

    /** End of the used part: rows are 0, {@link #WIDTH}, 2 × WIDTH … below it, free ones among them. */
    int top() {
        return top;
    }

    int inUse() {
        return top / WIDTH - freeCount;
    }

    int freeCount() {
        return freeCount;
    }

    boolean isFree(int row) {
        return kind(row) == Kind.FREE;
    }

    /** Gives back memory that growing left unused, when it is more than an eighth. */
    void trim() {
        if (top + (top >> 3) < a.length) {
            a = Arrays.copyOf(a, Math.max(top, INITIAL_ROWS * WIDTH));
        }
        if (top / WIDTH + (top / WIDTH >> 3) < byteLength.length) {
            byteLength = Arrays.copyOf(byteLength, top / WIDTH);
        }
        if (2 * (top / WIDTH + (top / WIDTH >> 3)) < redone.length) {
            redone = Arrays.copyOf(redone, 2 * (top / WIDTH));
        }
    }

    long memoryBytes() {
        return 4L * (a.length + byteLength.length + redone.length);
    }

    public int clock(int row) {
        return a[row + CLOCK];
    }

    void setClock(int row, int clock) {
        a[row + CLOCK] = clock;
    }

    public int length(int row) {
        return a[row + LENGTH];
    }

    void setLength(int row, int length) {
        a[row + LENGTH] = length;
    }

    /** The clock behind the struct's last unit. */
    public int end(int row) {
        return a[row + CLOCK] + a[row + LENGTH];
    }

    public int left(int row) {
        return a[row + LEFT];
    }

    void setLeft(int row, int left) {
        a[row + LEFT] = left;
    }

    public int right(int row) {
        return a[row + RIGHT];
    }

    void setRight(int row, int right) {
        a[row + RIGHT] = right;
    }

    public int next(int row) {
        return a[row + NEXT];
    }

    void setNext(int row, int next) {
        a[row + NEXT] = next;
    }

    /** Client index of the left origin, or {@link #NONE}. */
    int originClient(int row) {
        return a[row + ORIGIN_CLIENT];
    }

    int originClock(int row) {
        return a[row + ORIGIN_CLOCK];
    }

    void setOrigin(int row, int client, int clock) {
        a[row + ORIGIN_CLIENT] = client;
        a[row + ORIGIN_CLOCK] = clock;
    }

    /** Client index of the right origin, or {@link #NONE}. */
    int rightOriginClient(int row) {
        return a[row + RIGHT_ORIGIN_CLIENT];
    }

    int rightOriginClock(int row) {
        return a[row + RIGHT_ORIGIN_CLOCK];
    }

    void setRightOrigin(int row, int client, int clock) {
        a[row + RIGHT_ORIGIN_CLIENT] = client;
        a[row + RIGHT_ORIGIN_CLOCK] = clock;
    }

    /** Whether both have the same left origin, or none. */
    boolean sameOrigin(int one, int other) {
        int client = a[one + ORIGIN_CLIENT];
        return client == a[other + ORIGIN_CLIENT]
                && (client == NONE || a[one + ORIGIN_CLOCK] == a[other + ORIGIN_CLOCK]);
    }

    /** Whether both have the same right origin, or none. */
    boolean sameRightOrigin(int one, int other) {
        int client = a[one + RIGHT_ORIGIN_CLIENT];
        return client == a[other + RIGHT_ORIGIN_CLIENT]
                && (client == NONE || a[one + RIGHT_ORIGIN_CLOCK] == a[other + RIGHT_ORIGIN_CLOCK]);
    }

    int content(int row) {
        return a[row + CONTENT];
    }

    void setContent(int row, int content) {
        a[row + CONTENT] = content;
    }

    int parent(int row) {
        return a[row + PARENT];
    }

    void setParent(int row, int parent) {
        a[row + PARENT] = parent;
    }

    /** Index in {@link Clients}. */
    int client(int row) {
        return a[row + CLIENT_AND_FLAGS] >> CLIENT_SHIFT;
    }

    /** Whether the row is a struct of this client that is part of the document. */
    boolean isIntegrated(int row, int client) {
        int flags = a[row + CLIENT_AND_FLAGS];
        return flags >> CLIENT_SHIFT == client && (flags & STAGED) == 0;
    }

    /** Whether the row holds a struct that is part of the document. */
    boolean isIntegrated(int row) {
        int flags = a[row + CLIENT_AND_FLAGS];
        return (flags & STAGED) == 0 && (flags & KIND_MASK) != Kind.FREE;
    }

    public int kind(int row) {
        return a[row + CLIENT_AND_FLAGS] & KIND_MASK;
    }

    void setClientAndKind(int row, int client, int kind) {
        a[row + CLIENT_AND_FLAGS] = client << CLIENT_SHIFT | kind;
    }

    void setKind(int row, int kind) {
        a[row + CLIENT_AND_FLAGS] = a[row + CLIENT_AND_FLAGS] & ~KIND_MASK | kind;
    }

    /** Client, flags and kind in one int, to compare or copy them at once. */
    int clientAndFlags(int row) {
        return a[row + CLIENT_AND_FLAGS];
    }

    void setClientAndFlags(int row, int clientAndFlags) {
        a[row + CLIENT_AND_FLAGS] = clientAndFlags;
    }

    boolean has(int row, int flag) {
        return (a[row + CLIENT_AND_FLAGS] & flag) != 0;
    }

    void set(int row, int flag) {
        a[row + CLIENT_AND_FLAGS] |= flag;
    }

    void clear(int row, int flag) {
        a[row + CLIENT_AND_FLAGS] &= ~flag;
    }

    /** Whether a string has as many bytes as units. */
    void setAscii(int row, boolean ascii) {
        if (ascii) {
            clear(row, NON_ASCII);
        } else {
            set(row, NON_ASCII);
        }
    }

    /** GC structs count as deleted. */
    public boolean isDeleted(int row) {
        return (a[row + CLIENT_AND_FLAGS] & DELETED) != 0;
    }

    /** Countable and not deleted: what an index into a list counts. */
    public boolean isVisible(int row) {
        int flags = a[row + CLIENT_AND_FLAGS];
        return (flags & DELETED) == 0 && Kind.isCountable(flags & KIND_MASK);
    }

    /** Bytes of the content in the arena; 0 for kinds that aren't kept there. */
    int byteLength(int row) {
        int flags = a[row + CLIENT_AND_FLAGS];
        int kind = flags & KIND_MASK;
        if (kind == StructKind.STRING && (flags & NON_ASCII) == 0) {
            return a[row + LENGTH];
        }
        return Kind.isInArena(kind) ? byteLength[row / WIDTH] : 0;
    }

    /** Notes the content's bytes; for ASCII strings the length says it already. */
    void setByteLength(int row, int bytes) {
        if ((a[row + CLIENT_AND_FLAGS] & (KIND_MASK | NON_ASCII)) == StructKind.STRING) {
            return;
        }
        int index = row / WIDTH;
        if (index >= byteLength.length) {
            byteLength = Arrays.copyOf(byteLength, Math.max(index + 1, a.length / WIDTH));
        }
        byteLength[index] = bytes;
    }

    /** Copies all fields but the links; the number of bytes has to be set by the caller. */
    void copyItem(int from, int to) {
        System.arraycopy(a, from, a, to, WIDTH);
    }

    /** Client index of the item that took this one's place; only with the flag {@link #REDONE}. */
    int redoneClient(int row) {
        return redone[2 * (row / WIDTH)];
    }

    /** Clock of the item that took this one's place; only with the flag {@link #REDONE}. */
    int redoneClock(int row) {
        return redone[2 * (row / WIDTH) + 1];
    }

    void setRedone(int row, int client, int clock) {
        int at = 2 * (row / WIDTH);
        if (at >= redone.length) {
            redone = Arrays.copyOf(redone, Math.max(at + 2, 2 * (a.length / WIDTH)));
        }
        redone[at] = client;
        redone[at + 1] = clock;
        set(row, REDONE);
    }
}
