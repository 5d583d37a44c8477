package dev.weft.crdt.store;

import dev.weft.crdt.update.UpdateFormat;
import dev.weft.crdt.update.Updates;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What couldn't be applied yet: structs that lack something they refer to, and deletions of structs that aren't there. Part of
 * the encoded state, so that nobody loses them.
 *
 * <p>Source: yjs 13.6, {@code src/utils/StructStore.js}, {@code pendingStructs} and {@code pendingDs}. Yjs merges the bytes
 * for each update that waits; here they are gathered, and merged when somebody needs them.
 */
final class Pending {
    /**
     * Up to so many updates are merged in the order in which they came, as Yjs does: where two of them say different things of a
     * struct, one with its content and one collected, the order decides. More are merged at once, in less than quadratic time.
     */
    private static final int MERGED_ONE_BY_ONE = 256;

    /** Updates of format 1 without deletions. */
    private final List<byte[]> structs = new ArrayList<>();

    private long structBytes;

    /** Client → the lowest clock that has to be below its state for a new try. */
    private final Map<Long, Integer> missing = new LinkedHashMap<>();

    /** Client id, clock, length. */
    private final List<Deletion> deletions = new ArrayList<>();

    record Deletion(long client, int clock, int length) {
        int end() {
            return clock + length;
        }
    }

    boolean hasStructs() {
        return !structs.isEmpty();
    }

    boolean hasDeletions() {
        return !deletions.isEmpty();
    }

    boolean isEmpty() {
        return structs.isEmpty() && deletions.isEmpty();
    }

    /** Bytes that the structs take, before they are merged, and the deletions about. */
    long bytes() {
        return structBytes + 8L * deletions.size();
    }

    void addStructs(byte[] update, Map<Long, Integer> missingClocks) {
        structs.add(update);
        structBytes += update.length;
        missingClocks.forEach((client, clock) -> missing.merge(client, clock, Math::min));
    }

    /** Whether something arrived that structs waited for. */
    boolean canRetry(Clients clients) {
        for (Map.Entry<Long, Integer> entry : missing.entrySet()) {
            int client = clients.indexOf(entry.getKey());
            if (client != Rows.NONE && entry.getValue() < clients.state(client)) {
                return true;
            }
        }
        return false;
    }

    /** The structs as one update of format 1; there must be some. */
    byte[] structs() {
        if (structs.size() > 1) {
            byte[] merged = structs.size() <= MERGED_ONE_BY_ONE ? mergeOneByOne() : mergeAtOnce(structs);
            structs.clear();
            structs.add(merged);
            structBytes = merged.length;
        }
        return structs.getFirst();
    }

    private byte[] mergeOneByOne() {
        byte[] merged = structs.getFirst();
        for (byte[] next : structs.subList(1, structs.size())) {
            merged = mergeAtOnce(List.of(merged, next));
        }
        return merged;
    }

    private static byte[] mergeAtOnce(List<byte[]> updates) {
        return Updates.mergeUnjoined(updates, UpdateFormat.V1);
    }

    /** The structs as one update of format 1, which no longer waits. */
    byte[] takeStructs() {
        byte[] taken = structs();
        structs.clear();
        structBytes = 0;
        missing.clear();
        return taken;
    }

    void addDeletion(long client, int clock, int length) {
        deletions.add(new Deletion(client, clock, length));
    }

    /**
     * The deletions, which no longer wait: by client, those that adjoin as one. As two they would cut the item that both are in.
     */
    List<Deletion> takeDeletions() {
        Map<Long, List<Deletion>> byClient = new LinkedHashMap<>();
        deletions.forEach(deletion -> byClient.computeIfAbsent(deletion.client, _ -> new ArrayList<>())
                .add(deletion));
        deletions.clear();
        List<Deletion> taken = new ArrayList<>();
        byClient.values().forEach(ofClient -> addJoined(ofClient, taken));
        return taken;
    }

    private static void addJoined(List<Deletion> ofClient, List<Deletion> joined) {
        ofClient.sort(Comparator.comparingInt(Deletion::clock));
        Deletion last = ofClient.getFirst();
        for (Deletion next : ofClient.subList(1, ofClient.size())) {
            if (next.clock <= last.end()) {
                last = new Deletion(last.client, last.clock, Math.max(last.end(), next.end()) - last.clock);
            } else {
                joined.add(last);
                last = next;
            }
        }
        joined.add(last);
    }

    /** The deletions, in the order in which they came. */
    List<Deletion> deletions() {
        return deletions;
    }
}
