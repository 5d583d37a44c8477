package dev.weft.crdt.update;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Merges updates by reading all of them at once, always the struct that is to be written next: by descending client, then ascending
 * clock. What was written already is left out, what is missing between becomes a Skip.
 *
 * <p>A heap finds the update whose turn it is, so that n structs of m updates take n log m steps; Yjs sorts all updates again at each
 * step. Updates get into the heap only once they were read from: most, in a log, hold what one key did, and come in order. Without joining the result is Yjs's, byte for byte. That rests on ties: of updates with the same next id, Yjs takes the one it
 * read last, since its sort is stable and only that one has moved; before any was read, the first in the list. One case has no rule:
 * where one update holds an item and another the GC that became of it, Yjs's comparison contradicts itself, and its bytes hang on the
 * JavaScript engine's sort. Either choice gives the same document.
 *
 * <p>Source: yjs 13.6.33, {@code src/utils/updates.js}, {@code mergeUpdatesV2}.
 */
final class UpdateMerger {
    /** Thrown when an update doesn't list its structs in ascending order of clocks, or its clients in descending order. */
    private static final class UnorderedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnorderedException() {
            super("an update isn't in order", null, false, false);
        }
    }

    /** One update, and the struct in it that comes next. */
    private static final class Source {
        final UpdateCursor cursor;

        /** Of two sources with the same next id, the greater comes first. */
        int precedence;

        Source(UpdateCursor cursor, int precedence) {
            this.cursor = cursor;
            this.precedence = precedence;
        }

        boolean isBefore(Source other) {
            UpdateCursor mine = cursor;
            UpdateCursor theirs = other.cursor;
            if (mine.client != theirs.client) {
                return mine.client > theirs.client;
            }
            if (mine.clock != theirs.clock) {
                return mine.clock < theirs.clock;
            }
            return precedence > other.precedence;
        }
    }

    private final UpdateWriter writer;
    private final StructJoiner joiner;
    private final boolean joining;
    private final IdSet.Builder deleted = IdSet.builder();

    /** In order; those before {@link #firstUnmoved} have moved on, and are in the heap if they have structs left. */
    private final Source[] sources;

    private final int sourceCount;
    private int firstUnmoved;

    private Source[] heap = new Source[4];
    private int size;
    private int lastPrecedence;

    private UpdateMerger(List<byte[]> updates, UpdateFormat format, boolean joining) {
        this.joining = joining;
        writer = UpdateWriter.of(format);
        joiner = new StructJoiner(writer, joining);
        sources = new Source[updates.size()];
        lastPrecedence = updates.size();
        int count = 0;
        for (int i = 0; i < updates.size(); i++) {
            var source = new Source(UpdateCursor.of(updates.get(i), format), updates.size() - i);
            if (advance(source.cursor)) {
                sources[count++] = source;
            }
        }
        sourceCount = count;
        Arrays.sort(sources, 0, count, (one, other) -> one.isBefore(other) ? -1 : 1);
    }

    static byte[] merge(List<byte[]> updates, UpdateFormat format, boolean joining) {
        try {
            return new UpdateMerger(updates, format, joining).merge();
        } catch (UnorderedException unordered) {
            var runs = new ArrayList<byte[]>();
            for (byte[] update : updates) {
                addOrderedRuns(update, format, runs);
            }
            return new UpdateMerger(runs, format, joining).merge();
        }
    }

    private byte[] merge() {
        Source source = first();
        if (source != null) {
            long client = source.cursor.client;
            int endClock = source.cursor.clock;
            joiner.beginClient(client, endClock);
            do {
                UpdateCursor cursor = source.cursor;
                if (cursor.client != client) {
                    client = cursor.client;
                    endClock = cursor.clock;
                    joiner.beginClient(client, endClock);
                }
                endClock = takeFrom(source, client, endClock);
                source = first();
            } while (source != null);
            joiner.close();
        }
        writer.deletions(deleted.build());
        return writer.toByteArray();
    }

    /** The source whose struct comes next, or null if none has structs left. */
    private @Nullable Source first() {
        if (firstUnmoved == sourceCount) {
            return size == 0 ? null : heap[0];
        }
        Source unmoved = sources[firstUnmoved];
        return size == 0 || unmoved.isBefore(heap[0]) ? unmoved : heap[0];
    }

    /**
     * Writes what is new in the first source, as long as it follows without a gap.
     *
     * @return the clock behind the last unit written
     */
    private int takeFrom(Source source, long client, int endClock) {
        UpdateCursor cursor = source.cursor;
        boolean skipped = false;
        boolean left = true;
        while (left && cursor.client == client && cursor.endClock() <= endClock) {
            left = advance(cursor);
            skipped = true;
        }
        if (!left || cursor.client != client || skipped && cursor.clock > endClock) {
            hasMoved(source, left);
            return endClock;
        }
        if (endClock < cursor.clock) {
            joiner.skip(cursor.clock - endClock);
            joiner.add(cursor, 0);
        } else if (!joining && joiner.isGcOpen() && cursor.kind == StructKind.GC) {
            // Yjs joins GCs here though not below, and leaves the source where it stands.
            joiner.joinGc(cursor, endClock - cursor.clock);
            return cursor.endClock();
        } else {
            joiner.add(cursor, endClock - cursor.clock);
        }
        int end = cursor.endClock();
        left = advance(cursor);
        while (left && cursor.client == client && cursor.clock == end) {
            joiner.add(cursor, 0);
            end = cursor.endClock();
            left = advance(cursor);
        }
        hasMoved(source, left);
        return end;
    }

    /** Steps to the next struct that isn't a Skip; if there is none, takes over the deletions. */
    private boolean advance(UpdateCursor cursor) {
        long client = cursor.client;
        int endClock = cursor.endClock();
        boolean first = !cursor.isOnStruct();
        do {
            if (!cursor.next()) {
                while (cursor.nextDeletion()) {
                    deleted.add(cursor.deletionClient, cursor.deletionClock, cursor.deletionLength);
                }
                return false;
            }
        } while (cursor.kind == StructKind.SKIP);
        if (!first && (cursor.client > client || cursor.client == client && cursor.clock < endClock)) {
            throw new UnorderedException();
        }
        return true;
    }

    /** @param left whether the source, which was the first, has structs left */
    private void hasMoved(Source source, boolean left) {
        if (left) {
            source.precedence = ++lastPrecedence;
        }
        if (size > 0 && heap[0] == source) {
            if (!left) {
                heap[0] = heap[--size];
            }
            siftDown();
        } else {
            firstUnmoved++;
            if (left) {
                push(source);
            }
        }
    }

    private void push(Source source) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * size);
        }
        int i = size++;
        while (i > 0 && source.isBefore(heap[(i - 1) / 2])) {
            heap[i] = heap[(i - 1) / 2];
            i = (i - 1) / 2;
        }
        heap[i] = source;
    }

    private void siftDown() {
        if (size == 0) {
            return;
        }
        Source moving = heap[0];
        int i = 0;
        while (true) {
            int child = 2 * i + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && heap[child + 1].isBefore(heap[child])) {
                child++;
            }
            if (!heap[child].isBefore(moving)) {
                break;
            }
            heap[i] = heap[child];
            i = child;
        }
        heap[i] = moving;
    }

    /** Cuts an update into several, each of which lists clients in descending and clocks in ascending order. */
    private static void addOrderedRuns(byte[] update, UpdateFormat format, List<byte[]> runs) {
        var cursor = UpdateCursor.of(update, format);
        @Nullable UpdateWriter run = null;
        long client = 0;
        int endClock = 0;
        while (cursor.next()) {
            boolean follows = run != null && cursor.client == client && cursor.clock == endClock;
            boolean nextClient = run != null && cursor.client < client;
            if (run == null || !follows && !nextClient) {
                if (run != null) {
                    runs.add(run.toByteArray());
                }
                run = UpdateWriter.of(format);
            }
            if (!follows) {
                run.beginClient(cursor.client, cursor.clock);
            }
            run.struct(cursor, 0);
            client = cursor.client;
            endClock = cursor.endClock();
        }
        if (run == null) {
            run = UpdateWriter.of(format);
        }
        run.deletions(cursor.readDeletions());
        runs.add(run.toByteArray());
    }
}
