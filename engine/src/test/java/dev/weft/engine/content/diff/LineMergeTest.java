package dev.weft.engine.content.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.content.diff.LineMerge.Conflict;
import dev.weft.engine.content.diff.LineMerge.Result;
import dev.weft.testkit.Seeds;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LineMergeTest {
    private static final String BASE = "1\n2\n3\n4\n5\n";

    static long[] seeds() {
        return Seeds.of("LineMergeTest", 300);
    }

    private static void assertMerges(String ours, String theirs, String expected) {
        assertThat(LineMerge.merge(BASE, ours, theirs)).isEqualTo(new Result(expected, List.of()));
        assertThat(LineMerge.merge(BASE, theirs, ours)).isEqualTo(new Result(expected, List.of()));
    }

    @Test
    void changesToDifferentLinesAreBothTaken() {
        assertMerges("1\nTWO\n3\n4\n5\n", "1\n2\n3\n4\nFIVE\n", "1\nTWO\n3\n4\nFIVE\n");
        assertMerges("0\n1\n2\n3\n4\n5\n", "1\n2\n4\n5\n", "0\n1\n2\n4\n5\n");
        assertMerges("1\n3\n4\n5\n", "1\n2\n3\n4\n5\n6\n", "1\n3\n4\n5\n6\n");
    }

    @Test
    void changesThatTouchEachOtherAreBothTaken() {
        assertMerges("ONE\n2\n3\n4\n5\n", "1\nTWO\n3\n4\n5\n", "ONE\nTWO\n3\n4\n5\n");
        assertMerges("1\nTWO\n3\n4\n5\n", "1\nhalf\n2\n3\n4\n5\n", "1\nhalf\nTWO\n3\n4\n5\n");
        assertMerges("1\nTWO\n3\n4\n5\n", "1\n2\nhalf\n3\n4\n5\n", "1\nTWO\nhalf\n3\n4\n5\n");
    }

    @Test
    void equalChangesAreOne() {
        assertMerges("1\nTWO\n3\n4\n5\n6\n", "1\nTWO\n3\n4\n5\n6\n", "1\nTWO\n3\n4\n5\n6\n");
        assertMerges("1\n2\n5\n", "1\n2\n5\n", "1\n2\n5\n");
    }

    @Test
    void whereChangesOverlapOursStaysAndTheConflictSaysWhere() {
        Result result = LineMerge.merge(BASE, "0\n1\nours\n3\n4\n5\n", "1\ntheirs\n3\n4\nFIVE\n");

        assertThat(result)
                .isEqualTo(new Result("0\n1\nours\n3\n4\nFIVE\n", List.of(new Conflict(3, "ours\n", "theirs\n"))));
    }

    @Test
    void twoInsertionsAtOnePlaceOverlap() {
        Result result = LineMerge.merge(BASE, BASE + "ours\n", BASE + "theirs\n");

        assertThat(result).isEqualTo(new Result(BASE + "ours\n", List.of(new Conflict(6, "ours\n", "theirs\n"))));
    }

    @Test
    void deletionOverChangeOverlaps() {
        Result result = LineMerge.merge(BASE, "1\n5\n", "1\n2\nTHREE\n4\n5\n");

        assertThat(result).isEqualTo(new Result("1\n5\n", List.of(new Conflict(2, "", "2\nTHREE\n4\n"))));
    }

    @Test
    void overlapsInAChainAreOneConflict() {
        Result result = LineMerge.merge(BASE, "a\nb\n3\nc\nd\n", "1\nX\nY\nZ\n5\n");

        assertThat(result.conflicts()).containsExactly(new Conflict(1, "a\nb\n3\nc\nd\n", "1\nX\nY\nZ\n5\n"));
        assertThat(result.text()).isEqualTo("a\nb\n3\nc\nd\n");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aSideThatChangedNothingLosesNothingToTheOther(long seed) {
        RandomTexts texts = new RandomTexts(new Random(seed));
        String base = texts.next();
        String changed = texts.edited(base);

        assertThat(LineMerge.merge(base, changed, base)).isEqualTo(new Result(changed, List.of()));
        assertThat(LineMerge.merge(base, base, changed)).isEqualTo(new Result(changed, List.of()));
        assertThat(LineMerge.merge(base, changed, changed)).isEqualTo(new Result(changed, List.of()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void bothSidesFindTheSameConflictsAndWithoutAnyTheSameText(long seed) {
        RandomTexts texts = new RandomTexts(new Random(seed));
        String base = texts.next();
        String one = texts.edited(base);
        String other = texts.edited(base);

        Result ours = LineMerge.merge(base, one, other);
        Result theirs = LineMerge.merge(base, other, one);

        assertThat(ours.conflicts()).hasSameSizeAs(theirs.conflicts());
        for (int i = 0; i < ours.conflicts().size(); i++) {
            assertThat(ours.conflicts().get(i).ours())
                    .isEqualTo(theirs.conflicts().get(i).theirs());
        }
        if (ours.conflicts().isEmpty()) {
            assertThat(ours.text()).isEqualTo(theirs.text());
        }
    }
}
