package dev.weft.engine.replay;

import dev.weft.crdt.Id;
import dev.weft.crdt.update.IdSet;
import dev.weft.crdt.update.StructKind;
import dev.weft.crdt.update.UpdateCursor;
import dev.weft.crdt.update.UpdateFormat;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which update brought each unit of a document. The same unit may come several times, since clients that reconnect send again what they
 * aren't sure of: the first counts.
 */
final class UnitAuthors {
    /** By client, then by first clock. Ranges don't overlap. */
    private final Map<Long, TreeMap<Integer, Range>> byClient = new HashMap<>();

    /** @param end exclusive */
    private record Range(int end, Author author) {}

    /**
     * Notes what an update brings.
     *
     * @return the units that no update before it brought
     */
    IdSet add(byte[] update, Author author) {
        IdSet.Builder fresh = IdSet.builder();
        UpdateCursor cursor = UpdateCursor.of(update, UpdateFormat.V1);
        while (cursor.next()) {
            if (cursor.kind() != StructKind.SKIP) {
                add(cursor.client(), cursor.clock(), cursor.endClock(), author, fresh);
            }
        }
        return fresh.build();
    }

    private void add(long client, int from, int to, Author author, IdSet.Builder fresh) {
        TreeMap<Integer, Range> ranges = byClient.computeIfAbsent(client, _ -> new TreeMap<>());
        int clock = from;
        while (clock < to) {
            Map.Entry<Integer, Range> before = ranges.floorEntry(clock);
            if (before != null && before.getValue().end() > clock) {
                clock = before.getValue().end();
                continue;
            }
            Integer next = ranges.higherKey(clock);
            int end = next == null ? to : Math.min(to, next);
            ranges.put(clock, new Range(end, author));
            fresh.add(client, clock, end - clock);
            clock = end;
        }
    }

    /** Who brought the unit. */
    Optional<Author> of(Id id) {
        TreeMap<Integer, Range> ranges = byClient.get(id.client());
        Map.Entry<Integer, Range> range = ranges == null ? null : ranges.floorEntry(id.clock());
        return range == null || range.getValue().end() <= id.clock()
                ? Optional.empty()
                : Optional.of(range.getValue().author());
    }

    /** Where the range ends whose units came with this one, which is known; exclusive. */
    int endOfRange(Id id) {
        return byClient.get(id.client()).floorEntry(id.clock()).getValue().end();
    }
}
