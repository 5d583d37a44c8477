package dev.weft.crdt.store;

import dev.weft.crdt.update.TypeRef;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The shared types of a document by index: roots and nested ones, rows of eight ints in one {@code int[]}.
 *
 * <table>
 *   <caption>Fields</caption>
 *   <tr><td>item</td><td>row of the item that holds the type; {@link Rows#NONE} for a root</td></tr>
 *   <tr><td>first, last</td><td>ends of the list of children</td></tr>
 *   <tr><td>length</td><td>units of the children that are countable and not deleted</td></tr>
 *   <tr><td>first entry, last entry</td><td>ends of the chain of map keys, in the order in which the keys came up: see {@link
 *       MapEntries}</td></tr>
 *   <tr><td>name</td><td>of a root, an XML element or a hook: index in {@link Names}</td></tr>
 *   <tr><td>ref and flags</td><td>the type ref of the wire format, or {@link #UNTYPED} for a root that nobody has asked for as
 *       anything particular yet</td></tr>
 * </table>
 */
public final class Types {
    /** Ref of a root that nobody has asked for as anything particular yet; else refs are those of {@link TypeRef}. */
    public static final int UNTYPED = 7;

    /** A Format item was integrated into the type at some time. */
    static final int HAS_FORMATTING = 1 << 4;

    static final int FREE = 1 << 5;

    private static final int NONE = Rows.NONE;
    private static final int REF_MASK = 15;
    private static final int WIDTH = 8;
    private static final int ITEM = 0;
    private static final int FIRST = 1;
    private static final int LAST = 2;
    private static final int LENGTH = 3;
    private static final int FIRST_ENTRY = 4;
    private static final int LAST_ENTRY = 5;
    private static final int NAME = 6;
    private static final int REF_AND_FLAGS = 7;

    private int[] a = new int[4 * WIDTH];
    private @Nullable TypeHandle[] handles = new TypeHandle[0];
    private int count;
    private int free = NONE;

    /** Types are 0 … count − 1, freed ones among them. */
    int count() {
        return count;
    }

    /** Makes room for so many more types at once. */
    void reserve(int more) {
        if ((count + more) * WIDTH > a.length) {
            a = Arrays.copyOf(a, Math.max(count + more, a.length / WIDTH * 3 / 2) * WIDTH);
        }
    }

    int add(int item, int ref, int name) {
        int type = free;
        if (type != NONE) {
            free = a[type * WIDTH + ITEM];
        } else {
            type = count++;
            if (count * WIDTH > a.length) {
                a = Arrays.copyOf(a, Math.max(count, a.length / WIDTH * 3 / 2) * WIDTH);
            }
        }
        int at = type * WIDTH;
        a[at + ITEM] = item;
        a[at + FIRST] = NONE;
        a[at + LAST] = NONE;
        a[at + LENGTH] = 0;
        a[at + FIRST_ENTRY] = NONE;
        a[at + LAST_ENTRY] = NONE;
        a[at + NAME] = name;
        a[at + REF_AND_FLAGS] = ref;
        return type;
    }

    /** Gives the index back; no row may name the type any more. */
    void release(int type) {
        int at = type * WIDTH;
        a[at + ITEM] = free;
        a[at + REF_AND_FLAGS] = FREE;
        free = type;
        TypeHandle handle = handle(type);
        if (handle != null) {
            handles[type] = null;
            handle.collected();
        }
    }

    boolean isFree(int type) {
        return (a[type * WIDTH + REF_AND_FLAGS] & FREE) != 0;
    }

    /** Row of the item that holds the type, or {@link Rows#NONE} for a root. */
    public int item(int type) {
        return a[type * WIDTH + ITEM];
    }

    public int first(int type) {
        return a[type * WIDTH + FIRST];
    }

    void setFirst(int type, int row) {
        a[type * WIDTH + FIRST] = row;
    }

    public int last(int type) {
        return a[type * WIDTH + LAST];
    }

    void setLast(int type, int row) {
        a[type * WIDTH + LAST] = row;
    }

    public int length(int type) {
        return a[type * WIDTH + LENGTH];
    }

    void addLength(int type, int more) {
        a[type * WIDTH + LENGTH] += more;
    }

    int firstEntry(int type) {
        return a[type * WIDTH + FIRST_ENTRY];
    }

    void setFirstEntry(int type, int entry) {
        a[type * WIDTH + FIRST_ENTRY] = entry;
    }

    int lastEntry(int type) {
        return a[type * WIDTH + LAST_ENTRY];
    }

    void setLastEntry(int type, int entry) {
        a[type * WIDTH + LAST_ENTRY] = entry;
    }

    /** Index in {@link Names}, or {@link Rows#NONE}. */
    int name(int type) {
        return a[type * WIDTH + NAME];
    }

    public int ref(int type) {
        return a[type * WIDTH + REF_AND_FLAGS] & REF_MASK;
    }

    public void setRef(int type, int ref) {
        a[type * WIDTH + REF_AND_FLAGS] = a[type * WIDTH + REF_AND_FLAGS] & ~REF_MASK | ref;
    }

    public boolean hasFormatting(int type) {
        return (a[type * WIDTH + REF_AND_FLAGS] & HAS_FORMATTING) != 0;
    }

    void setHasFormatting(int type) {
        a[type * WIDTH + REF_AND_FLAGS] |= HAS_FORMATTING;
    }

    /** What the user's side keeps for the type, if anything. */
    public @Nullable TypeHandle handle(int type) {
        return type < handles.length ? handles[type] : null;
    }

    public void setHandle(int type, @Nullable TypeHandle handle) {
        if (type >= handles.length) {
            handles = Arrays.copyOf(handles, Math.max(count, handles.length * 3 / 2));
        }
        handles[type] = handle;
    }

    void trim() {
        if (count * WIDTH + (count * WIDTH >> 3) < a.length) {
            a = Arrays.copyOf(a, Math.max(count, 4) * WIDTH);
        }
    }

    long memoryBytes() {
        return 4L * a.length + 4L * handles.length;
    }
}
