package dev.weft.lib0;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Numbers, JSON texts and columns as JavaScript and lib0 0.2.120 write them; {@code golden/generate.mjs} made the file. */
class EncodingsCompatibilityTest {
    private final AnyValue.AnyObject golden = golden();

    private static AnyValue.AnyObject golden() {
        try (var in = Objects.requireNonNull(
                EncodingsCompatibilityTest.class.getResourceAsStream("golden/encodings.json"), "golden file")) {
            byte[] json = in.readAllBytes();
            return (AnyValue.AnyObject) JsonText.parse(json, 0, json.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void numbersAreWrittenAsJavaScriptWritesThem() {
        for (AnyValue vector : elements(golden, "numbers")) {
            List<AnyValue> anyAndText = elements(vector);
            AnyValue number = reader(text(anyAndText.get(0))).readAny();

            assertThat(JsonText.of(number)).isEqualTo(text(anyAndText.get(1)));
            assertThat(written(out -> out.writeAny(AnyValue.number(((AnyValue.Number) number).toDouble()))))
                    .isEqualTo(text(anyAndText.get(0)));
        }
    }

    @Test
    void jsonTextIsReadAndWrittenAsInJavaScript() {
        for (AnyValue vector : elements(golden, "texts")) {
            List<AnyValue> inAndOut = elements(vector);

            AnyValue value = JsonText.parse(text(inAndOut.get(0)));

            assertThat(JsonText.of(value)).isEqualTo(text(inAndOut.get(1)));
            assertThat(written(out -> out.writeAny(value))).isEqualTo(text(inAndOut.get(2)));
        }
    }

    @Test
    void whatJavaScriptRefusesIsRefused() {
        for (AnyValue vector : elements(golden, "refused")) {
            byte[] utf8 = Utf8.encode(text(vector));

            assertThatThrownBy(() -> JsonText.parse(utf8, 0, utf8.length))
                    .as(text(vector))
                    .isInstanceOf(MalformedInputException.class);
            assertThatThrownBy(() -> JsonText.check(utf8, 0, utf8.length))
                    .as(text(vector))
                    .isInstanceOf(MalformedInputException.class);
        }
    }

    @Test
    void columnsOfBytes() {
        forEachColumn("bytes", "rle", (values, hex) -> {
            var encoder = new RleEncoder();
            values.forEach(value -> encoder.write((int) number(value)));
            assertThat(written(encoder::writeColumnTo)).isEqualTo(withLength(hex));
            var decoder = new RleDecoder(reader(hex));
            values.forEach(value -> assertThat(decoder.read()).isEqualTo((int) number(value)));
        });
    }

    @Test
    void columnsOfUnsignedIntegers() {
        forEachColumn("uints", "uintOptRle", (values, hex) -> {
            var encoder = new UintOptRleEncoder();
            values.forEach(value -> encoder.write(number(value)));
            assertThat(written(encoder::writeColumnTo)).isEqualTo(withLength(hex));
            var decoder = new UintOptRleDecoder(reader(hex));
            values.forEach(value -> assertThat(decoder.read()).isEqualTo(number(value)));
        });
    }

    @Test
    void columnsOfCountingIntegers() {
        forEachColumn("ints", "incUintOptRle", (values, hex) -> {
            var encoder = new IncUintOptRleEncoder();
            values.forEach(value -> encoder.write(number(value)));
            assertThat(written(encoder::writeColumnTo)).isEqualTo(withLength(hex));
            var decoder = new IncUintOptRleDecoder(reader(hex));
            values.forEach(value -> assertThat(decoder.read()).isEqualTo(number(value)));
        });
    }

    @Test
    void columnsOfDifferences() {
        forEachColumn("ints", "intDiffOptRle", (values, hex) -> {
            var encoder = new IntDiffOptRleEncoder();
            values.forEach(value -> encoder.write(number(value)));
            assertThat(written(encoder::writeColumnTo)).isEqualTo(withLength(hex));
            var decoder = new IntDiffOptRleDecoder(reader(hex));
            values.forEach(value -> assertThat(decoder.read()).isEqualTo(number(value)));
        });
    }

    @Test
    void columnsOfStrings() {
        forEachColumn("strings", "string", (values, hex) -> {
            var encoder = new StringEncoder();
            values.forEach(value -> encoder.write(text(value)));
            assertThat(written(encoder::writeColumnTo)).isEqualTo(withLength(hex));
            var decoder = new StringDecoder(reader(hex));
            for (AnyValue value : values) {
                decoder.next();
                assertThat(Utf8.decode(decoder.bytes(), decoder.start(), decoder.end()))
                        .isEqualTo(text(value));
                assertThat(decoder.units()).isEqualTo(text(value).length());
            }
        });
    }

    @Test
    void lengthsThatCutASurrogatePairGiveReplacementCharacters() {
        var decoder = new StringDecoder(reader("06" + "61f09f988062" + "020200"));

        assertThat(strings(decoder, 3)).containsExactly("a\ufffd", "\ufffdb", "");
    }

    @Test
    void halvesOfASurrogatePairMeetAtASeamAndPartAgain() {
        var encoder = new StringEncoder();
        encoder.write("a\ud83d");
        encoder.write("");
        encoder.write("\ude00b");
        encoder.write("\ud83d");
        String column = written(encoder::writeColumnTo);

        assertThat(column).isEqualTo("0e" + "09" + "61f09f988062efbfbd" + "02000201");
        var decoder = new StringDecoder(reader(column.substring(2)));
        decoder.next();
        assertThat(decoder.text()).isEqualTo("a\ud83d");
        decoder.next();
        assertThat(decoder.text()).isEmpty();
        decoder.next();
        assertThat(decoder.text()).isEqualTo("\ude00b");
        decoder.next();
        assertThat(decoder.text()).isEqualTo("\ufffd");
    }

    private static List<String> strings(StringDecoder decoder, int count) {
        var strings = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            decoder.next();
            strings.add(Utf8.decode(decoder.bytes(), decoder.start(), decoder.end()));
        }
        return strings;
    }

    @FunctionalInterface
    private interface ColumnCheck {
        void check(List<AnyValue> values, String hex);
    }

    private void forEachColumn(String values, String encoded, ColumnCheck check) {
        for (AnyValue columns : elements(golden, "columns")) {
            var object = (AnyValue.AnyObject) columns;
            check.check(elements(object, values), text(member(object, encoded)));
        }
    }

    private static String withLength(String hex) {
        return written(out -> out.writeVarBytes(HexFormat.of().parseHex(hex)));
    }

    private static List<AnyValue> elements(AnyValue.AnyObject object, String name) {
        return elements(member(object, name));
    }

    private static List<AnyValue> elements(AnyValue array) {
        return ((AnyValue.AnyArray) array).elements();
    }

    private static AnyValue member(AnyValue.AnyObject object, String name) {
        return Objects.requireNonNull(object.members().get(name), name);
    }

    private static String text(AnyValue value) {
        return ((AnyValue.Text) value).value();
    }

    private static long number(AnyValue value) {
        return (long) ((AnyValue.Number) value).toDouble();
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
