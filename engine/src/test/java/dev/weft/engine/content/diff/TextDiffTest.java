package dev.weft.engine.content.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.testkit.Seeds;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TextDiffTest {
    static long[] seeds() {
        return Seeds.of("TextDiffTest", 300);
    }

    @Test
    void equalTextsNeedNoEdit() {
        assertThat(TextDiff.between("a\nb", "a\nb")).isEmpty();
        assertThat(TextDiff.between("", "")).isEmpty();
    }

    @Test
    void onlyWhatDiffersIsTouched() {
        assertThat(TextDiff.between("get('/a');\npost('/b');\n", "get('/a');\nput('/b');\n"))
                .containsExactly(new TextEdit(12, 2, "u"));
    }

    @Test
    void changesFarApartStayApart() {
        String old = "one\n" + "same\n".repeat(5_000) + "two\n";
        String young = "ONE\n" + "same\n".repeat(5_000) + "TWO\n";

        assertThat(TextDiff.between(old, young)).hasSize(2);
    }

    @Test
    void aSurrogatePairIsNeverCut() {
        assertThat(TextDiff.between("😀", "😁")).containsExactly(new TextEdit(0, 2, "😁"));
        assertThat(TextDiff.between("a𝒳b", "a𝓧b")).containsExactly(new TextEdit(1, 2, "𝓧"));
        assertThat(TextDiff.between("\ud83d\ude00", "\ud83e\ude00"))
                .containsExactly(new TextEdit(0, 2, "\ud83e\ude00"));
    }

    @Test
    void textsThatShareNothingAreReplacedWithoutComparingForEver() {
        String old = numbered("old");
        String young = numbered("young");

        List<TextEdit> edits = TextDiff.between(old, young);

        assertThat(applied(old, edits)).isEqualTo(young);
    }

    private static String numbered(String word) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            text.append(word).append(i).append('\n');
        }
        return text.toString();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void editsMakeOneTextOfTheOther(long seed) {
        RandomTexts texts = new RandomTexts(new Random(seed));
        String old = texts.next();
        String young = texts.edited(old);

        List<TextEdit> edits = TextDiff.between(old, young);

        assertThat(applied(old, edits)).isEqualTo(young);
        int end = -1;
        for (TextEdit edit : edits) {
            assertThat(edit.index()).as("edits are in order and touch no other").isGreaterThan(end);
            assertThat(edit.deleted() + edit.inserted().length()).isPositive();
            end = edit.index() + edit.deleted();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noScriptIsShorterThanTheShortest(long seed) {
        Random random = new Random(seed);
        int[] old = random.ints(random.nextInt(12), 0, 4).toArray();
        int[] young = random.ints(random.nextInt(12), 0, 4).toArray();

        List<Hunk> hunks = ShortestEdit.between(old, young, 100);

        int edits = hunks.stream()
                .mapToInt(hunk -> hunk.end() - hunk.start() + hunk.newEnd() - hunk.newStart())
                .sum();
        assertThat(edits).isEqualTo(old.length + young.length - 2 * longestCommon(old, young));
    }

    /** The slow, obvious way. */
    private static int longestCommon(int[] old, int[] young) {
        int[][] lengths = new int[old.length + 1][young.length + 1];
        for (int i = 1; i <= old.length; i++) {
            for (int j = 1; j <= young.length; j++) {
                lengths[i][j] = old[i - 1] == young[j - 1]
                        ? lengths[i - 1][j - 1] + 1
                        : Math.max(lengths[i - 1][j], lengths[i][j - 1]);
            }
        }
        return lengths[old.length][young.length];
    }

    private static String applied(String old, List<TextEdit> edits) {
        StringBuilder text = new StringBuilder(old);
        for (TextEdit edit : edits.reversed()) {
            text.replace(edit.index(), edit.index() + edit.deleted(), edit.inserted());
        }
        return text.toString();
    }
}
