package dev.weft.engine.content.diff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The least that has to be deleted and inserted to make one sequence of another.
 *
 * <p>Takes time in proportion to the length of both and the square of the number of edits, so that number is bounded: beyond it, all between the first and the last
 * difference is one change.
 *
 * <p>Source: Eugene W. Myers, An O(ND) Difference Algorithm and Its Variations, Algorithmica 1 (1986), the greedy algorithm of section 4.
 */
final class ShortestEdit {
    private final int[] old;
    private final int[] young;

    /** Where both begin to differ, and so many elements before their ends they do so no more. */
    private final int prefix;

    private final int oldLength;
    private final int youngLength;

    private ShortestEdit(int[] old, int[] young) {
        this.old = old;
        this.young = young;
        int shorter = Math.min(old.length, young.length);
        int differsAt = Arrays.mismatch(old, young);
        prefix = differsAt < 0 ? shorter : differsAt;
        int suffix = 0;
        while (suffix < shorter - prefix && old[old.length - 1 - suffix] == young[young.length - 1 - suffix]) {
            suffix++;
        }
        oldLength = old.length - prefix - suffix;
        youngLength = young.length - prefix - suffix;
    }

    /**
     * The changes, in order, none adjacent to another.
     *
     * @param maxEdits how many elements may be deleted and inserted, together, before the changes become one
     */
    static List<Hunk> between(int[] old, int[] young, int maxEdits) {
        return new ShortestEdit(old, young).hunks(maxEdits);
    }

    private List<Hunk> hunks(int maxEdits) {
        if (oldLength == 0 && youngLength == 0) {
            return List.of();
        }
        Hunk whole = new Hunk(prefix, prefix + oldLength, prefix, prefix + youngLength);
        if (oldLength == 0 || youngLength == 0) {
            return List.of(whole);
        }
        List<int[]> trace = search(maxEdits);
        return trace.isEmpty() ? List.of(whole) : backtrack(trace);
    }

    /**
     * For each number of edits, the furthest place in the old sequence that they reach on each diagonal (place in the old one minus place in the young one), before
     * they are made; empty if more edits are needed than allowed.
     */
    private List<int[]> search(int maxEdits) {
        int most = Math.min(maxEdits, oldLength + youngLength);
        List<int[]> trace = new ArrayList<>();
        int[] furthest = new int[2 * most + 3];
        int middle = most + 1;
        for (int edits = 0; edits <= most; edits++) {
            trace.add(Arrays.copyOfRange(furthest, middle - edits - 1, middle + edits + 2));
            for (int diagonal = -edits; diagonal <= edits; diagonal += 2) {
                int x = comesFromAbove(furthest, middle, diagonal, edits)
                        ? furthest[middle + diagonal + 1]
                        : furthest[middle + diagonal - 1] + 1;
                while (x < oldLength && x - diagonal < youngLength && isSame(x, x - diagonal)) {
                    x++;
                }
                furthest[middle + diagonal] = x;
                if (x >= oldLength && x - diagonal >= youngLength) {
                    return trace;
                }
            }
        }
        return List.of();
    }

    /** Whether the last edit on the way to this diagonal is an insertion: the path from the diagonal above is the furthest. */
    private static boolean comesFromAbove(int[] furthest, int middle, int diagonal, int edits) {
        return diagonal == -edits
                || (diagonal != edits && furthest[middle + diagonal - 1] < furthest[middle + diagonal + 1]);
    }

    private boolean isSame(int x, int y) {
        return old[prefix + x] == young[prefix + y];
    }

    private List<Hunk> backtrack(List<int[]> trace) {
        List<Hunk> hunks = new ArrayList<>();
        int x = oldLength;
        int y = youngLength;
        for (int edits = trace.size() - 1; edits > 0; edits--) {
            int[] furthest = trace.get(edits);
            int middle = edits + 1;
            int diagonal = x - y;
            boolean insertion = comesFromAbove(furthest, middle, diagonal, edits);
            int beforeX = furthest[middle + diagonal + (insertion ? 1 : -1)];
            int beforeY = beforeX - diagonal - (insertion ? 1 : -1);
            prepend(
                    hunks,
                    new Hunk(beforeX, insertion ? beforeX : beforeX + 1, beforeY, insertion ? beforeY + 1 : beforeY));
            x = beforeX;
            y = beforeY;
        }
        return hunks.stream().map(hunk -> hunk.shifted(prefix, prefix)).toList().reversed();
    }

    /** Adds a hunk that stands before those that are there, which are in reverse order. */
    private static void prepend(List<Hunk> reversed, Hunk edit) {
        if (!reversed.isEmpty()) {
            Hunk next = reversed.getLast();
            if (edit.end() == next.start() && edit.newEnd() == next.newStart()) {
                reversed.set(reversed.size() - 1, new Hunk(edit.start(), next.end(), edit.newStart(), next.newEnd()));
                return;
            }
        }
        reversed.add(edit);
    }
}
