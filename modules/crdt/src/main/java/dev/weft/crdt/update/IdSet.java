package dev.weft.crdt.update;

import dev.weft.lib0.ByteReader;
import dev.weft.lib0.ByteWriter;
import dev.weft.lib0.MalformedInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A set of ids (client and clock), kept as ranges; what Yjs calls a delete set. Immutable.
 *
 * <p>Ranges of a client are sorted, don't overlap and don't touch, so that equal sets have equal ranges. Clients are in descending
 * order, as they are written.
 *
 * <p>Source: yjs 13.6.33, {@code src/utils/DeleteSet.js}.
 */
public final class IdSet {
    private static final IdSet EMPTY = new IdSet(new long[0], new int[0][]);

    /** Descending. */
    private final long[] clients;

    /** For each client the ranges, ascending: clock (inclusive), end (exclusive), clock, end, … */
    private final int[][] ranges;

    private IdSet(long[] clients, int[][] ranges) {
        this.clients = clients;
        this.ranges = ranges;
    }

    /** Is told ranges of ids, by descending client and ascending clock. */
    @FunctionalInterface
    public interface RangeConsumer {
        /**
         * @param clock of the first unit
         * @param length number of units, at least 1
         */
        void accept(long client, int clock, int length);
    }

    /** The set without ids. */
    public static IdSet empty() {
        return EMPTY;
    }

    /**
     * One range of ids.
     *
     * @param clock of the first
     * @param length number of ids; 0 gives an empty set
     */
    public static IdSet of(long client, int clock, int length) {
        return builder().add(client, clock, length).build();
    }

    /** For a set range by range, in any order. */
    public static Builder builder() {
        return new Builder();
    }

    /** The ids that are in at least one of the sets. */
    public static IdSet union(Collection<IdSet> sets) {
        var builder = builder();
        sets.forEach(set -> set.forEach(builder::add));
        return builder.build();
    }

    /** The ids that are in this set or in the other. Linear in both. */
    public IdSet union(IdSet other) {
        return isEmpty() ? other : other.isEmpty() ? this : union(List.of(this, other));
    }

    /** The ids of this set that aren't in the other. Linear in both. */
    public IdSet minus(IdSet other) {
        if (isEmpty() || other.isEmpty()) {
            return this;
        }
        var builder = builder();
        for (int i = 0; i < clients.length; i++) {
            int[] subtracted = other.rangesOf(clients[i]);
            addDifference(builder, clients[i], ranges[i], subtracted == null ? new int[0] : subtracted);
        }
        return builder.build();
    }

    private static void addDifference(Builder builder, long client, int[] from, int[] subtracted) {
        int j = 0;
        for (int i = 0; i < from.length; i += 2) {
            int clock = from[i];
            int end = from[i + 1];
            while (j < subtracted.length && subtracted[j + 1] <= clock) {
                j += 2;
            }
            for (int k = j; k < subtracted.length && subtracted[k] < end; k += 2) {
                if (clock < subtracted[k]) {
                    builder.add(client, clock, subtracted[k] - clock);
                }
                clock = Math.min(end, subtracted[k + 1]);
            }
            if (clock < end) {
                builder.add(client, clock, end - clock);
            }
        }
    }

    /** Whether there is no id in the set. */
    public boolean isEmpty() {
        return clients.length == 0;
    }

    /** Number of clients that have ids in the set. */
    public int clientCount() {
        return clients.length;
    }

    /** Number of ranges of all clients. */
    public int rangeCount() {
        int count = 0;
        for (int[] ofClient : ranges) {
            count += ofClient.length / 2;
        }
        return count;
    }

    /** Logarithmic in clients and ranges. */
    public boolean contains(long client, int clock) {
        int[] ofClient = rangesOf(client);
        return ofClient != null && rangeAt(ofClient, clock) >= 0;
    }

    /** Whether all ids from a clock on, so many, are in the set. */
    public boolean containsAll(long client, int clock, int length) {
        int[] ofClient = rangesOf(client);
        if (ofClient == null) {
            return false;
        }
        int at = rangeAt(ofClient, clock);
        return at >= 0 && length <= ofClient[at + 1] - clock;
    }

    /** Index of the range that holds the clock, or −1. */
    private static int rangeAt(int[] ofClient, int clock) {
        int low = 0;
        int high = ofClient.length / 2 - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (clock < ofClient[2 * middle]) {
                high = middle - 1;
            } else if (clock >= ofClient[2 * middle + 1]) {
                low = middle + 1;
            } else {
                return 2 * middle;
            }
        }
        return -1;
    }

    private int @Nullable [] rangesOf(long client) {
        int at = Clients.indexOf(clients, client);
        return at < 0 ? null : ranges[at];
    }

    /** Tells all ranges, by descending client and ascending clock. */
    public void forEach(RangeConsumer consumer) {
        for (int i = 0; i < clients.length; i++) {
            int[] ofClient = ranges[i];
            for (int j = 0; j < ofClient.length; j += 2) {
                consumer.accept(clients[i], ofClient[j], ofClient[j + 1] - ofClient[j]);
            }
        }
    }

    /**
     * The next clock behind this one at which the client's ids begin or cease to be in the set; 2^31 − 1 if there is none.
     * Logarithmic.
     */
    public int nextBoundary(long client, int clock) {
        int[] ofClient = rangesOf(client);
        if (ofClient == null) {
            return Integer.MAX_VALUE;
        }
        int found = Arrays.binarySearch(ofClient, clock);
        int next = found >= 0 ? found + 1 : -1 - found;
        return next < ofClient.length ? ofClient[next] : Integer.MAX_VALUE;
    }

    /** Is told ranges of one client, by ascending clock. */
    @FunctionalInterface
    public interface ClockRangeConsumer {
        void accept(int clock, int end);
    }

    /** Tells the ranges of one client, from a clock to before an end each, by ascending clock. */
    public void forEachOf(long client, ClockRangeConsumer consumer) {
        int[] ofClient = rangesOf(client);
        if (ofClient != null) {
            for (int i = 0; i < ofClient.length; i += 2) {
                consumer.accept(ofClient[i], ofClient[i + 1]);
            }
        }
    }

    /** The client at a place, 0 ≤ index &lt; {@link #clientCount()}; descending. */
    long client(int index) {
        return clients[index];
    }

    /** The ranges of the client at a place: clock, end, clock, end, … Not to be changed. */
    int[] ranges(int index) {
        return ranges[index];
    }

    /** The set as snapshots hold it, and as it stands at the end of an update. */
    public byte[] encode(UpdateFormat format) {
        var out = new ByteWriter();
        writeTo(out, format);
        return out.toByteArray();
    }

    /** Writes the set that has just these ids. */
    static void writeRangeTo(ByteWriter out, UpdateFormat format, long client, int clock, int length) {
        out.writeVarUint(1);
        out.writeVarUint(client);
        out.writeVarUint(1);
        out.writeVarUint(clock);
        out.writeVarUint(format == UpdateFormat.V1 ? length : length - 1);
    }

    void writeTo(ByteWriter out, UpdateFormat format) {
        out.writeVarUint(clients.length);
        for (int i = 0; i < clients.length; i++) {
            int[] ofClient = ranges[i];
            out.writeVarUint(clients[i]);
            out.writeVarUint(ofClient.length / 2);
            int previousEnd = 0;
            for (int j = 0; j < ofClient.length; j += 2) {
                int clock = ofClient[j];
                int end = ofClient[j + 1];
                switch (format) {
                    case V1 -> {
                        out.writeVarUint(clock);
                        out.writeVarUint(end - clock);
                    }
                    case V2 -> {
                        out.writeVarUint(clock - previousEnd);
                        out.writeVarUint(end - clock - 1);
                        previousEnd = end;
                    }
                }
            }
        }
    }

    /**
     * Reads a set from where a reader stands, and steps behind it.
     *
     * @throws MalformedUpdateException with an offset as the reader counts
     */
    public static IdSet read(ByteReader in, UpdateFormat format) {
        try {
            var deletions = new DeletionReader(format);
            deletions.begin(in);
            var builder = builder();
            while (deletions.next(in)) {
                builder.add(deletions.client, deletions.clock, deletions.length);
            }
            return builder.build();
        } catch (MalformedInputException malformed) {
            throw new MalformedUpdateException(malformed);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IdSet set
                && Arrays.equals(clients, set.clients)
                && Arrays.deepEquals(ranges, set.ranges);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(clients) + Arrays.deepHashCode(ranges);
    }

    @Override
    public String toString() {
        var out = new StringBuilder("IdSet{");
        forEach((client, clock, length) -> out.append(out.length() > "IdSet{".length() ? ", " : "")
                .append(client)
                .append(':')
                .append(clock)
                .append('+')
                .append(length));
        return out.append('}').toString();
    }

    /** Collects ranges in any order, overlapping or not. */
    public static final class Builder {
        private @Nullable Ranges last;

        /** All there are, {@link #last} among them; null as long as that is the only one. */
        private @Nullable Map<Long, Ranges> byClient;

        private Builder() {}

        /**
         * @param client 0 to 2^53 − 1
         * @param clock  at least 0
         * @param length 0 does nothing; clock + length at most 2^31 − 1
         */
        public Builder add(long client, int clock, int length) {
            if (client < 0 || clock < 0 || length < 0 || length > Integer.MAX_VALUE - clock) {
                throw new IllegalArgumentException("client " + client + ", clock " + clock + ", length " + length
                        + ": negative or beyond 2^31 - 1");
            }
            if (length > 0) {
                rangesOf(client).add(clock, clock + length);
            }
            return this;
        }

        private Ranges rangesOf(long client) {
            Ranges known = last;
            if (known == null) {
                known = new Ranges(client);
            } else if (known.client != client) {
                if (byClient == null) {
                    byClient = new HashMap<>();
                    byClient.put(known.client, known);
                }
                known = byClient.computeIfAbsent(client, Ranges::new);
            }
            last = known;
            return known;
        }

        /** Whether no id was added so far. */
        public boolean isEmpty() {
            return last == null;
        }

        /** The ids so far; what is added later doesn't change the set. Takes n log n steps for n ranges. */
        public IdSet build() {
            if (last == null) {
                return EMPTY;
            }
            if (byClient == null) {
                return new IdSet(new long[] {last.client}, new int[][] {last.sortedAndMerged()});
            }
            var sorted = new ArrayList<>(byClient.values());
            sorted.sort(Comparator.comparingLong((Ranges ofClient) -> ofClient.client)
                    .reversed());
            long[] clients = new long[sorted.size()];
            int[][] ranges = new int[sorted.size()][];
            for (int i = 0; i < clients.length; i++) {
                clients[i] = sorted.get(i).client;
                ranges[i] = sorted.get(i).sortedAndMerged();
            }
            return new IdSet(clients, ranges);
        }
    }

    /** Ranges of one client while they are collected: (clock, end) in a long each, so that numbers sort as ranges do. */
    private static final class Ranges {
        final long client;
        private long[] packed = new long[4];
        private int count;
        private boolean ascending = true;

        Ranges(long client) {
            this.client = client;
        }

        void add(int clock, int end) {
            if (count > 0) {
                long previous = packed[count - 1];
                if (clock == (int) previous && ascending) {
                    packed[count - 1] = previous - clock + end;
                    return;
                }
                ascending &= clock > (int) previous;
            }
            if (count == packed.length) {
                packed = Arrays.copyOf(packed, 2 * count);
            }
            packed[count++] = (long) clock << 32 | end;
        }

        int[] sortedAndMerged() {
            if (!ascending) {
                Arrays.sort(packed, 0, count);
            }
            int[] merged = new int[2 * count];
            int size = 0;
            for (int i = 0; i < count; i++) {
                int clock = (int) (packed[i] >> 32);
                int end = (int) packed[i];
                if (size > 0 && clock <= merged[size - 1]) {
                    merged[size - 1] = Math.max(merged[size - 1], end);
                } else {
                    merged[size++] = clock;
                    merged[size++] = end;
                }
            }
            return size == merged.length ? merged : Arrays.copyOf(merged, size);
        }
    }
}
