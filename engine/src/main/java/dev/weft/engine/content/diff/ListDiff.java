package dev.weft.engine.content.diff;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The changes from one list to another, by equality of elements. */
public final class ListDiff {
    private static final int MAX_EDITS = 2_000;

    private ListDiff() {}

    /**
     * Elements that make way for others.
     *
     * @param deleted how many go
     * @param newStart index in the other list of the first that comes, or of the next one that both have
     * @param newEnd index after the last that comes
     */
    public record Change(int deleted, int newStart, int newEnd) {}

    /** The changes, in order; what is between them is equal in both lists. */
    public static List<Change> between(List<?> old, List<?> young) {
        Map<Object, Integer> known = new HashMap<>();
        return ShortestEdit.between(numbers(old, known), numbers(young, known), MAX_EDITS).stream()
                .map(hunk -> new Change(hunk.end() - hunk.start(), hunk.newStart(), hunk.newEnd()))
                .toList();
    }

    private static int[] numbers(List<?> elements, Map<Object, Integer> known) {
        return elements.stream()
                .mapToInt(element -> known.computeIfAbsent(element, _ -> known.size()))
                .toArray();
    }
}
