package dev.weft.lib0;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no encoding of anything ends in an error that says where, what and what instead; never in another. */
class MalformedInputTest {
    @Test
    void integers() {
        assertMalformed("", ByteReader::readVarUint, 0, "the end of the input");
        assertMalformed("8080", ByteReader::readVarUint, 2, "the end of the input");
        assertMalformed("ffffffffffffff1f", ByteReader::readVarUint, 0, "the integer 18014398509481983");
        assertMalformed("808080808080808000", ByteReader::readVarUint, 0, "an integer of more than 8 bytes");
        assertMalformed("", ByteReader::readVarInt, 0, "the end of the input");
        assertMalformed("80", ByteReader::readVarInt, 1, "the end of the input");
        assertMalformed("bfffffffffffff7f", ByteReader::readVarInt, 0, "an integer of magnitude 36028797018963967");
    }

    @Test
    void lengthsBeyondTheInputAreRefusedBeforeAnythingIsAllocated() {
        assertMalformed("ffffffff0761", ByteReader::readString, 0, "a string of 2147483647 bytes");
        assertMalformed("ffffffff0761", ByteReader::readVarBytes, 0, "a byte array of 2147483647 bytes");
        assertMalformed("75ffffffff077e", ByteReader::readAny, 1, "2147483647 elements");
        assertMalformed("76ffffffff07617e", ByteReader::readAny, 1, "2147483647 members");
        assertMalformed("7b00", ByteReader::readAny, 2, "the end of the input");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80",
                "c080",
                "c1bf",
                "e08080",
                "eda080",
                "edbfbf",
                "f0808080",
                "f4908080",
                "f5808080",
                "c3",
                "e282",
                "f09f98",
                "c328"
            })
    void utf8IsReadStrictly(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);

        assertThat(Utf8.utf16Length(bytes, 0, bytes.length)).isEqualTo(-1);
        byte[] behindText = HexFormat.of().parseHex("61".repeat(20) + hex);
        assertThat(Utf8.utf16Length(behindText, 0, behindText.length)).isEqualTo(-1 - 20);
    }

    @Test
    void utf8LengthsAreThoseOfJavaStrings() {
        StringBuilder text = new StringBuilder();
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint += 7) {
            if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE) {
                text.appendCodePoint(codePoint);
            }
        }
        byte[] utf8 = Utf8.encode(text.toString());

        assertThat(Utf8.utf16Length(utf8, 0, utf8.length)).isEqualTo(text.length());
        assertThat(Utf8.decode(utf8, 0, utf8.length)).isEqualTo(text.toString());
    }

    @Test
    void unknownTagsAreRefused() {
        assertMalformed("73", ByteReader::readAny, 0, "any tag 115");
        assertMalformed("750180", ByteReader::skipAny, 2, "any tag 128");
    }

    @Test
    void deepNestingIsRefusedRatherThanRecursedInto() {
        byte[] deep = HexFormat.of().parseHex("7501".repeat(100_000) + "7e");
        byte[] json = "[".repeat(100_000).getBytes(StandardCharsets.US_ASCII);

        assertThatThrownBy(() -> new ByteReader(deep).readAny())
                .isInstanceOf(MalformedInputException.class)
                .hasMessageContaining("less nesting");
        assertThatThrownBy(() -> new ByteReader(deep).skipAny()).isInstanceOf(MalformedInputException.class);
        assertThatThrownBy(() -> JsonText.check(json, 0, json.length)).isInstanceOf(MalformedInputException.class);
    }

    @Test
    void nestingUpToTheLimitIsRead() {
        byte[] deep = HexFormat.of().parseHex("7501".repeat(AnyValue.MAX_NESTING) + "7e");
        var out = new ByteWriter();

        out.writeAny(new ByteReader(deep).readAny());

        assertThat(out.toByteArray()).isEqualTo(deep);
    }

    @Test
    void offsetsCountFromTheStartOfTheSlice() {
        byte[] bytes = HexFormat.of().parseHex("ffffff0561");

        assertThatThrownBy(() -> new ByteReader(bytes, 3, 5).readString())
                .isInstanceOfSatisfying(
                        MalformedInputException.class,
                        malformed -> assertThat(malformed.offset()).isZero());
    }

    private static void assertMalformed(String hex, Consumer<ByteReader> read, int offset, String found) {
        assertThatThrownBy(() -> read.accept(new ByteReader(HexFormat.of().parseHex(hex))))
                .isInstanceOfSatisfying(MalformedInputException.class, malformed -> {
                    assertThat(malformed.found()).isEqualTo(found);
                    assertThat(malformed.offset()).isEqualTo(offset);
                    assertThat(malformed.expected()).isNotBlank();
                });
    }
}
