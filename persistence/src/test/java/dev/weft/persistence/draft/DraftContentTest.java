package dev.weft.persistence.draft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.lib0.AnyValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DraftContentTest {

    @Test
    void valuesAreWrittenAsJavaScriptWould() {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("text", "å\n");
        root.put("numbers", List.of(1, 1L << 40, 0.5, new BigInteger("9007199254740993")));
        root.put("unwritable numbers", List.of(Double.NaN, Double.NEGATIVE_INFINITY));
        root.put("nothing", null);
        root.put("undefined", AnyValue.UNDEFINED);
        root.put("list", Arrays.asList(true, AnyValue.UNDEFINED, null));
        root.put("bytes", new byte[] {1, 2, 3});

        assertThat(DraftContent.jsonOf(Map.of("root", root)))
                .contains("{\"root\":{\"text\":\"å\\n\",\"numbers\":[1,1099511627776,0.5,9007199254740993],"
                        + "\"unwritable numbers\":[null,null],\"nothing\":null,\"list\":[true,null,null],"
                        + "\"bytes\":\"AQID\"}}");
    }

    @Test
    void whatPostgresRefusesIsReplaced() {
        assertThat(DraftContent.jsonOf(Map.of("a\0", "\ud83d b \ude00\ud83d\ude00")))
                .contains("{\"a\uFFFD\":\"\uFFFD b \uFFFD\ud83d\ude00\"}");
    }

    @Test
    void deepNestingHasNoContent() {
        List<Object> nested = new ArrayList<>();
        for (int depth = 0; depth < 100_000; depth++) {
            nested = new ArrayList<>(List.of(nested));
        }

        assertThat(DraftContent.jsonOf(Map.of("root", nested))).isEmpty();
    }

    @Test
    void nameIsTextInRootWorkflow() {
        assertThat(DraftContent.nameIn(Map.of("workflow", Map.of("name", "Import\0"))))
                .contains("Import\uFFFD");
        assertThat(DraftContent.nameIn(Map.of("workflow", Map.of("name", 7)))).isEmpty();
        assertThat(DraftContent.nameIn(Map.of("workflow", List.of("name")))).isEmpty();
        assertThat(DraftContent.nameIn(Map.of())).isEmpty();
    }

    @Test
    void longNameIsCutEvenInsideACharacter() {
        String name = "x".repeat(DraftContent.MAX_NAME_LENGTH - 1) + "\ud83d\ude00";

        assertThat(DraftContent.storable(name))
                .hasSize(DraftContent.MAX_NAME_LENGTH)
                .endsWith("x\uFFFD");
    }
}
