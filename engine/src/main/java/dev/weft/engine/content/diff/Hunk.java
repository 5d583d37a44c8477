package dev.weft.engine.content.diff;

import java.util.Comparator;

/** Elements {@code start} to before {@code end} of a sequence that became elements {@code newStart} to before {@code newEnd} of another. */
record Hunk(int start, int end, int newStart, int newEnd) {
    /** What is inserted before an element comes before the change of the element. */
    static final Comparator<Hunk> BY_PLACE =
            Comparator.comparingInt(Hunk::start).thenComparingInt(Hunk::end);

    boolean isInsertion() {
        return start == end;
    }

    Hunk shifted(int by, int newBy) {
        return new Hunk(start + by, end + by, newStart + newBy, newEnd + newBy);
    }
}
