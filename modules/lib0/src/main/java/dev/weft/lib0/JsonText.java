package dev.weft.lib0;

import java.util.Objects;

/** JSON text as JavaScript reads and writes it, to and from the values that lib0 would write for the same JavaScript value. */
public final class JsonText {
    private JsonText() {}

    /**
     * Reads JSON text, given as well-formed UTF-8, like {@code JSON.parse}.
     *
     * @throws MalformedInputException with an offset from {@code start}
     */
    public static AnyValue parse(byte[] utf8, int start, int end) {
        return Objects.requireNonNull(new JsonParser(utf8, start, end, true).parse());
    }

    /** Reads JSON text like {@code JSON.parse}. Offsets of errors count UTF-8 bytes. */
    public static AnyValue parse(String json) {
        byte[] utf8 = Utf8.encode(json);
        return parse(utf8, 0, utf8.length);
    }

    /**
     * Checks that {@code JSON.parse} would take a text, given as well-formed UTF-8, without making values.
     *
     * @throws MalformedInputException with an offset from {@code start}
     */
    public static void check(byte[] utf8, int start, int end) {
        new JsonParser(utf8, start, end, false).parse();
    }

    /**
     * The text that {@code JSON.stringify} would give. Where JavaScript has none, a lone {@code undefined} becomes {@code null} and a
     * {@code bigint} its digits.
     */
    public static String of(AnyValue value) {
        var out = new StringBuilder();
        JsonWriter.write(value, out);
        return out.toString();
    }
}
