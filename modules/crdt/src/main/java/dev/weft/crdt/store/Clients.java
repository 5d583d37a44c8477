package dev.weft.crdt.store;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The clients of a document by index, in the order in which they came up, and what is known of each: its state (the next
 * expected clock), first and last row, and number of rows.
 *
 * <p>A client may be known by name only, as somebody's origin that hasn't arrived: its state is 0, and it counts as unknown.
 */
final class Clients {
    private static final int NONE = Rows.NONE;

    private long[] id = new long[4];
    private int[] state = new int[4];
    private int[] first = new int[4];
    private int[] last = new int[4];
    private int[] rows = new int[4];

    /** Clients with structs, in the order in which their first one came. */
    private final IntList arrivals = new IntList();

    private ClockHints[] hints = new ClockHints[4];
    private int count;

    /** Open addressing: index + 1, 0 is empty. */
    private int[] slots = new int[8];

    private int latest = NONE;
    private int @Nullable [] descending;

    int count() {
        return count;
    }

    long id(int client) {
        return id[client];
    }

    int state(int client) {
        return state[client];
    }

    void setState(int client, int clock) {
        state[client] = clock;
    }

    int first(int client) {
        return first[client];
    }

    /** The client's first struct arrived. */
    void setFirst(int client, int row) {
        first[client] = row;
        arrivals.add(client);
        descending = null;
    }

    /** Tells the clients with structs, in the order in which their first one came: that of Yjs's map of them. */
    void forEachByArrival(IntConsumer consumer) {
        for (int i = 0; i < arrivals.size(); i++) {
            consumer.accept(arrivals.get(i));
        }
    }

    int last(int client) {
        return last[client];
    }

    void setLast(int client, int row) {
        last[client] = row;
    }

    int rows(int client) {
        return rows[client];
    }

    void addRows(int client, int more) {
        rows[client] += more;
    }

    ClockHints hints(int client) {
        return hints[client];
    }

    /** Index of the client, or {@link Rows#NONE}. */
    int indexOf(long clientId) {
        int known = latest;
        if (known != NONE && id[known] == clientId) {
            return known;
        }
        int mask = slots.length - 1;
        for (int slot = Spread.slot(clientId, slots.length); slots[slot] != 0; slot = slot + 1 & mask) {
            int client = slots[slot] - 1;
            if (id[client] == clientId) {
                latest = client;
                return client;
            }
        }
        return NONE;
    }

    /** Index of the client, which gets one if it has none. */
    int indexOfOrAdd(long clientId) {
        int known = indexOf(clientId);
        if (known != NONE) {
            return known;
        }
        if (count == Rows.MAX_CLIENTS) {
            throw new IllegalStateException("document has more than " + Rows.MAX_CLIENTS + " clients");
        }
        if (count == id.length) {
            grow();
        }
        int client = count++;
        id[client] = clientId;
        state[client] = 0;
        first[client] = NONE;
        last[client] = NONE;
        rows[client] = 0;
        hints[client] = new ClockHints();
        if (2 * count > slots.length) {
            slots = new int[slots.length * 2];
            fillSlots();
        } else {
            putSlot(client);
        }
        return client;
    }

    private void grow() {
        int capacity = id.length * 2;
        id = Arrays.copyOf(id, capacity);
        state = Arrays.copyOf(state, capacity);
        first = Arrays.copyOf(first, capacity);
        last = Arrays.copyOf(last, capacity);
        rows = Arrays.copyOf(rows, capacity);
        hints = Arrays.copyOf(hints, capacity);
    }

    private void fillSlots() {
        for (int client = 0; client < count; client++) {
            putSlot(client);
        }
    }

    private void putSlot(int client) {
        int mask = slots.length - 1;
        int slot = Spread.slot(id[client], slots.length);
        while (slots[slot] != 0) {
            slot = slot + 1 & mask;
        }
        slots[slot] = client + 1;
    }

    /** Forgets the clients from this index on that never got a struct, as far as the first, from the end, that did. */
    void forgetUnusedFrom(int oldCount) {
        int kept = count;
        while (kept > oldCount && state[kept - 1] == 0) {
            kept--;
        }
        if (kept < count) {
            Arrays.fill(hints, kept, count, null);
            count = kept;
            latest = NONE;
            Arrays.fill(slots, 0);
            fillSlots();
        }
    }

    /** Clients with structs, by descending id: the order in which updates are written. Not to be changed. */
    int[] descendingIds() {
        int[] order = descending;
        if (order == null) {
            long[] sorted = new long[count];
            int used = 0;
            for (int client = 0; client < count; client++) {
                if (state[client] > 0) {
                    sorted[used++] = id[client];
                }
            }
            Arrays.sort(sorted, 0, used);
            order = new int[used];
            for (int i = 0; i < used; i++) {
                order[i] = indexOf(sorted[used - 1 - i]);
            }
            descending = order;
        }
        return order;
    }

    long memoryBytes() {
        long sum = id.length * 32L + slots.length * 4L;
        for (int client = 0; client < count; client++) {
            sum += hints[client].memoryBytes();
        }
        return sum;
    }
}
