package dev.weft.lib0;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The bytes that lib0 0.2.120 writes, in both directions. */
class EncodingVectorsTest {
    @ParameterizedTest
    @CsvSource({
        "0,00",
        "127,7f",
        "128,8001",
        "300,ac02",
        "16384,808001",
        "2147483647,ffffffff07",
        "4294967295,ffffffff0f",
        "9007199254740991,ffffffffffffff0f"
    })
    void unsignedIntegers(long value, String hex) {
        assertThat(written(out -> out.writeVarUint(value))).isEqualTo(hex);
        assertThat(reader(hex).readVarUint()).isEqualTo(value);
        assertThat(ByteWriter.varUintLength(value)).isEqualTo(hex.length() / 2);
    }

    @ParameterizedTest
    @CsvSource({
        "0,00",
        "1,01",
        "-1,41",
        "63,3f",
        "64,8001",
        "-64,c001",
        "8191,bf7f",
        "8192,808001",
        "2147483647,bfffffff0f"
    })
    void signedIntegers(long value, String hex) {
        assertThat(written(out -> out.writeVarInt(value))).isEqualTo(hex);
        assertThat(reader(hex).readVarInt()).isEqualTo(value);
    }

    /** An integer is read by whole words where eight bytes of the array follow, and byte by byte elsewhere. */
    @Test
    void integersOfEachLengthAreReadTheSameWhateverFollows() {
        for (int bits = 0; bits <= 53; bits++) {
            long largest = (1L << bits) - 1;
            String unsigned = written(out -> out.writeVarUint(largest));
            String positive = written(out -> out.writeVarInt(largest));
            String negative = written(out -> out.writeVarInt(largest, true));
            for (String following : List.of("", "00", "ff", "ff".repeat(9), "80".repeat(9), "01".repeat(9))) {
                assertReads(unsigned, following, ByteReader::readVarUint, largest);
                assertReads(positive, following, ByteReader::readSignAndMagnitude, largest << 1);
                assertReads(negative, following, ByteReader::readSignAndMagnitude, largest << 1 | 1);
            }
        }
    }

    /** Reads an integer from a slice that ends with it, and from one that goes on. */
    private static void assertReads(String hex, String following, ToLongFunction<ByteReader> read, long expected) {
        byte[] bytes = HexFormat.of().parseHex(hex + following);
        int length = hex.length() / 2;
        for (int end : new int[] {length, bytes.length}) {
            var reader = new ByteReader(bytes, 0, end);
            assertThat(read.applyAsLong(reader))
                    .as(hex + " before " + following)
                    .isEqualTo(expected);
            assertThat(reader.position()).isEqualTo(length);
        }
        var cutOff = new ByteReader(bytes, 0, length - 1);
        assertThatThrownBy(() -> read.applyAsLong(cutOff)).isInstanceOf(MalformedInputException.class);
    }

    @Test
    void minusZeroIsNotZero() {
        assertThat(written(out -> out.writeVarInt(0, true))).isEqualTo("40");
        assertThat(reader("40").readSignAndMagnitude()).isEqualTo(1);
        assertThat(reader("00").readSignAndMagnitude()).isEqualTo(0);
    }

    @Test
    void paddedIntegersAreRead() {
        assertThat(reader("8000").readVarUint()).isZero();
        assertThat(reader("81808080808000").readVarUint()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"'',00", "hi,026869", "é,02c3a9", "😀,04f09f9880", "€,03e282ac"})
    void strings(String text, String hex) {
        assertThat(written(out -> out.writeString(text))).isEqualTo(hex);
        assertThat(reader(hex).readString()).isEqualTo(text);
        assertThat(reader(hex).skipString()).isEqualTo(text.length());
    }

    @Test
    void longStringsGetALongLength() {
        String text = "é".repeat(100);

        assertThat(reader(written(out -> out.writeString(text))).readString()).isEqualTo(text);
    }

    @Test
    void unpairedSurrogatesBecomeTheReplacementCharacter() {
        assertThat(written(out -> out.writeString("\ud83d"))).isEqualTo("03efbfbd");
        assertThat(written(out -> out.writeString("\ude00x"))).isEqualTo("04efbfbd78");
        assertThat(written(out -> out.writeString("\ud83d\ud83d\ude00"))).isEqualTo("07efbfbdf09f9880");
    }

    @Test
    void byteArrays() {
        assertThat(written(out -> out.writeVarBytes(new byte[] {1, 2, 3}))).isEqualTo("03010203");
        assertThat(reader("03010203").readVarBytes()).containsExactly(1, 2, 3);
    }

    record AnyVector(AnyValue value, String hex) {}

    static List<AnyVector> anyVectors() {
        return List.of(
                new AnyVector(AnyValue.UNDEFINED, "7f"),
                new AnyVector(AnyValue.NULL, "7e"),
                new AnyVector(AnyValue.TRUE, "78"),
                new AnyVector(AnyValue.FALSE, "79"),
                new AnyVector(AnyValue.number(0), "7d00"),
                new AnyVector(AnyValue.number(-0.0), "7d40"),
                new AnyVector(AnyValue.number(-1), "7d41"),
                new AnyVector(AnyValue.number(2147483647), "7dbfffffff0f"),
                new AnyVector(AnyValue.number(1.5), "7c3fc00000"),
                new AnyVector(AnyValue.number(0.1), "7b3fb999999999999a"),
                new AnyVector(AnyValue.number(2147483648.0), "7c4f000000"),
                new AnyVector(AnyValue.number(Double.NaN), "7b7ff8000000000000"),
                new AnyVector(AnyValue.number(Double.NEGATIVE_INFINITY), "7cff800000"),
                new AnyVector(new AnyValue.Text("a"), "770161"),
                new AnyVector(new AnyValue.AnyArray(List.of(AnyValue.number(1))), "75017d01"),
                new AnyVector(
                        new AnyValue.AnyObject(new LinkedHashMap<>(Map.of("a", AnyValue.number(1)))), "760101617d01"),
                new AnyVector(new AnyValue.Bytes(new byte[] {9}), "740109"),
                new AnyVector(new AnyValue.BigInt(10), "7a000000000000000a"));
    }

    @ParameterizedTest
    @MethodSource("anyVectors")
    void anyValues(AnyVector vector) {
        assertThat(written(out -> out.writeAny(vector.value()))).isEqualTo(vector.hex());
        assertThat(reader(vector.hex()).readAny()).isEqualTo(vector.value());
        var skipping = reader(vector.hex());
        skipping.skipAny();
        assertThat(skipping.remaining()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"7d05", "7c40a00000", "7b4014000000000000", "7a0000000000000005"})
    void aNumberKeepsTheTagThatItsWriterChose(String five) {
        AnyValue value = reader(five).readAny();

        assertThat(written(out -> out.writeAny(value))).isEqualTo(five);
    }

    private static String written(Consumer<ByteWriter> write) {
        var out = new ByteWriter(0);
        write.accept(out);
        return HexFormat.of().formatHex(out.toByteArray());
    }

    private static ByteReader reader(String hex) {
        return new ByteReader(HexFormat.of().parseHex(hex));
    }
}
