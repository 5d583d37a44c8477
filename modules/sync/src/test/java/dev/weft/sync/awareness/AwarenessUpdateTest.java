package dev.weft.sync.awareness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.lib0.AnyValue;
import dev.weft.lib0.ByteWriter;
import dev.weft.lib0.MalformedInputException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AwarenessUpdateTest {
    @Test
    void readsAndWritesEntriesAsTheyCome() {
        byte[] recorded =
                HexFormat.of().parseHex("0102011f7b2275736572223a7b226964223a227531222c226e616d65223a224e227d7d");

        AwarenessUpdate update = AwarenessUpdate.decode(recorded, AwarenessLimits.DEFAULT);

        assertThat(update.entries())
                .containsExactly(new AwarenessEntry(2, 1, "{\"user\":{\"id\":\"u1\",\"name\":\"N\"}}"));
        assertThat(update.encode()).isEqualTo(recorded);
    }

    @Test
    void keepsClientIdsOf53Bits() {
        var update = new AwarenessUpdate(List.of(new AwarenessEntry((1L << 53) - 1, (1L << 53) - 1, "[ 1 ]")));

        assertThat(AwarenessUpdate.decode(update.encode(), AwarenessLimits.DEFAULT))
                .isEqualTo(update);
    }

    @Test
    void refusesMoreEntriesThanCanFollowBeforeMakingRoomForThem() {
        assertThatThrownBy(() -> decode("ffffffff0f01010131")).hasMessageContaining("awareness entries");
    }

    @Test
    void refusesMoreEntriesThanTheLimit() {
        var update = new AwarenessUpdate(
                List.of(new AwarenessEntry(1, 1, "1"), new AwarenessEntry(2, 1, "1"), new AwarenessEntry(3, 1, "1")));

        assertThatThrownBy(() -> AwarenessUpdate.decode(update.encode(), new AwarenessLimits(2, 100)))
                .hasMessage("at byte 0: found 3 awareness entries, expected at most 2");
    }

    @Test
    void refusesAStateAboveTheLimit() {
        String state = "\"" + "x".repeat(8 * 1024 - 2) + "\"";
        byte[] largest = encode(state);
        byte[] tooLarge = encode(state + " ");

        assertThat(AwarenessUpdate.decode(largest, AwarenessLimits.DEFAULT).entries())
                .hasSize(1);
        assertThatThrownBy(() -> AwarenessUpdate.decode(tooLarge, AwarenessLimits.DEFAULT))
                .hasMessageContaining("an awareness state of 8193 bytes");
    }

    @Test
    void refusesWhatFollows() {
        assertThatThrownBy(() -> decode("010101027b7d00")).hasMessageContaining("the end of the awareness update");
    }

    @Test
    void refusesAStateThatIsNotUtf8() {
        assertThatThrownBy(() -> decode("0101010322ff22")).isInstanceOf(MalformedInputException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "false",
                "0",
                "-0",
                "12",
                "1.5",
                "-1e9",
                "1E+2",
                "2e-3",
                "\"\"",
                "\"é😀\"",
                "[]",
                "{}",
                "[1,[2,{}],null]",
                " { \"a\" : [ 1 , \"b\\n\\u00e9\\\\\\/\" ] , \"\" : { } } ",
                "\t\r\n1\t\r\n"
            })
    void takesJson(String json) {
        assertThat(AwarenessUpdate.decode(encode(json), AwarenessLimits.DEFAULT).entries())
                .containsExactly(new AwarenessEntry(1, 1, json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "nul",
                "nulll",
                "undefined",
                "NaN",
                "01",
                "1.",
                ".5",
                "-",
                "1e",
                "+1",
                "'a'",
                "\"",
                "\"a",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"\n\"",
                "[",
                "[1",
                "[1,",
                "[1,]",
                "[,1]",
                "[1 2]",
                "{",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "{\"a\":1,",
                "{\"a\":1,}",
                "{a:1}",
                "{1:1}",
                "{}{}",
                "1 2",
                "// x\n1",
                "\uFEFF1"
            })
    void refusesWhatIsNotJson(String text) {
        assertThatThrownBy(() -> AwarenessUpdate.decode(encode(text), AwarenessLimits.DEFAULT))
                .isInstanceOf(MalformedInputException.class);
    }

    @Test
    void saysWhereJsonIsBroken() {
        assertThatThrownBy(() -> AwarenessUpdate.decode(encode("{\"a\":x}"), AwarenessLimits.DEFAULT))
                .hasMessage("at byte 9: found byte 78, expected a JSON value");
    }

    @Test
    void refusesDeepNesting() {
        String deepest = "[".repeat(AnyValue.MAX_NESTING) + "1" + "]".repeat(AnyValue.MAX_NESTING);

        assertThat(AwarenessUpdate.decode(encode(deepest), AwarenessLimits.DEFAULT)
                        .entries())
                .hasSize(1);
        assertThatThrownBy(() -> AwarenessUpdate.decode(encode("[" + deepest + "]"), AwarenessLimits.DEFAULT))
                .isInstanceOf(MalformedInputException.class);
    }

    private static AwarenessUpdate decode(String hex) {
        return AwarenessUpdate.decode(HexFormat.of().parseHex(hex), AwarenessLimits.DEFAULT);
    }

    private static byte[] encode(String json) {
        var writer = new ByteWriter();
        new AwarenessUpdate(List.of(new AwarenessEntry(1, 1, json))).write(writer);
        return writer.toByteArray();
    }
}
