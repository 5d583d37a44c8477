package dev.weft.crdt.update;

import dev.weft.lib0.ByteReader;
import dev.weft.lib0.ByteWriter;
import dev.weft.lib0.MalformedInputException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * For each client the number of units that are known without a gap, which is the next expected clock. Immutable.
 *
 * <p>Written as {@code varUint n, n × (varUint client, varUint clock)} with clients descending, read in any order.
 * It says nothing of deletions.
 */
public final class StateVector {
    private static final StateVector EMPTY = new StateVector(new long[0], new int[0]);
    private static final int MIN_ENTRY_BYTES = 2;

    /** Descending. */
    private final long[] clients;

    private final int[] clocks;

    private StateVector(long[] clients, int[] clocks) {
        this.clients = clients;
        this.clocks = clocks;
    }

    /** Is told the clock of each client, by descending client. */
    @FunctionalInterface
    public interface ClockConsumer {
        /** @param clock the next expected one */
        void accept(long client, int clock);
    }

    /** Nothing is known of anybody. */
    public static StateVector empty() {
        return EMPTY;
    }

    /** Entries in any order; clocks at least 0. */
    public static StateVector of(Map<Long, Integer> clockByClient) {
        if (clockByClient.isEmpty()) {
            return EMPTY;
        }
        var descending = new TreeMap<Long, Integer>(Comparator.reverseOrder());
        descending.putAll(clockByClient);
        long[] clients = new long[descending.size()];
        int[] clocks = new int[clients.length];
        int i = 0;
        for (var entry : descending.entrySet()) {
            clients[i] = entry.getKey();
            clocks[i++] = entry.getValue();
        }
        return new StateVector(clients, clocks);
    }

    /**
     * Reads a state vector; of two entries for one client the later counts.
     *
     * @throws MalformedUpdateException also for clocks beyond 2^31 − 1
     */
    public static StateVector decode(byte[] encoded) {
        return read(new ByteReader(encoded));
    }

    /**
     * Reads a state vector from where a reader stands, and steps behind it.
     *
     * @throws MalformedUpdateException with an offset as the reader counts
     */
    public static StateVector read(ByteReader in) {
        try {
            return readEntries(in);
        } catch (MalformedInputException malformed) {
            throw new MalformedUpdateException(malformed);
        }
    }

    private static StateVector readEntries(ByteReader in) {
        int count = in.readCount("clients", MIN_ENTRY_BYTES);
        long[] clients = new long[count];
        int[] clocks = new int[count];
        boolean descending = true;
        for (int i = 0; i < count; i++) {
            clients[i] = in.readVarUint();
            clocks[i] = Clocks.readClock(in);
            descending &= i == 0 || clients[i] < clients[i - 1];
        }
        if (descending) {
            return new StateVector(clients, clocks);
        }
        var clockByClient = new TreeMap<Long, Integer>();
        for (int i = 0; i < count; i++) {
            clockByClient.put(clients[i], clocks[i]);
        }
        return of(clockByClient);
    }

    /** The state vector as the sync protocol sends it, in a new array. */
    public byte[] encode() {
        var out = new ByteWriter(1 + 10 * clients.length);
        out.writeVarUint(clients.length);
        for (int i = 0; i < clients.length; i++) {
            out.writeVarUint(clients[i]);
            out.writeVarUint(clocks[i]);
        }
        return out.toByteArray();
    }

    /** The next expected clock of the client, 0 if nothing is known of it. Logarithmic. */
    public int clock(long client) {
        int at = Clients.indexOf(clients, client);
        return at < 0 ? 0 : clocks[at];
    }

    /** Number of clients. */
    public int size() {
        return clients.length;
    }

    /** Whether no client is named. */
    public boolean isEmpty() {
        return clients.length == 0;
    }

    /** Tells all entries, by descending client. */
    public void forEach(ClockConsumer consumer) {
        for (int i = 0; i < clients.length; i++) {
            consumer.accept(clients[i], clocks[i]);
        }
    }

    /** Whether this one knows, of every client, at least as much as the other. */
    public boolean covers(StateVector other) {
        for (int i = 0; i < other.clients.length; i++) {
            if (clock(other.clients[i]) < other.clocks[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StateVector vector
                && Arrays.equals(clients, vector.clients)
                && Arrays.equals(clocks, vector.clocks);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(clients) + Arrays.hashCode(clocks);
    }

    @Override
    public String toString() {
        var out = new StringBuilder("StateVector{");
        for (int i = 0; i < clients.length; i++) {
            out.append(i == 0 ? "" : ", ").append(clients[i]).append(':').append(clocks[i]);
        }
        return out.append('}').toString();
    }
}
