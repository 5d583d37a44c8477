package dev.weft.lib0;

import java.math.BigDecimal;

/**
 * Writes values as {@code JSON.stringify} does: {@code undefined} members are left out, {@code undefined} elements and numbers that aren't
 * finite become {@code null}, −0 becomes {@code 0}, bytes become an object of their indices, unpaired surrogates are escaped.
 *
 * <p>JavaScript refuses a {@code bigint} and has no text for a lone {@code undefined}; these become the digits and {@code null}.
 */
final class JsonWriter {
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private JsonWriter() {}

    static void write(AnyValue value, StringBuilder out) {
        switch (value) {
            case AnyValue.Undefined _, AnyValue.Null _ -> out.append("null");
            case AnyValue.Bool bool -> out.append(bool.value());
            case AnyValue.Number number -> writeNumber(number.toDouble(), out);
            case AnyValue.BigInt bigInt -> out.append(bigInt.value());
            case AnyValue.Text text -> writeString(text.value(), out);
            case AnyValue.AnyArray array -> {
                out.append('[');
                String separator = "";
                for (AnyValue element : array.elements()) {
                    out.append(separator);
                    write(element, out);
                    separator = ",";
                }
                out.append(']');
            }
            case AnyValue.AnyObject object -> writeObject(object, out);
            case AnyValue.Bytes bytes -> writeBytes(bytes.value(), out);
        }
    }

    private static void writeObject(AnyValue.AnyObject object, StringBuilder out) {
        out.append('{');
        String separator = "";
        for (var member : PropertyOrder.of(object.members()).entrySet()) {
            if (!(member.getValue() instanceof AnyValue.Undefined)) {
                out.append(separator);
                writeString(member.getKey(), out);
                out.append(':');
                write(member.getValue(), out);
                separator = ",";
            }
        }
        out.append('}');
    }

    private static void writeBytes(byte[] bytes, StringBuilder out) {
        out.append('{');
        for (int i = 0; i < bytes.length; i++) {
            out.append(i == 0 ? "\"" : ",\"").append(i).append("\":").append(bytes[i] & 0xff);
        }
        out.append('}');
    }

    private static void writeString(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1))) {
                        out.append(c).append(text.charAt(++i));
                    } else if (c < 0x20 || Character.isSurrogate(c)) {
                        out.append("\\u").append(HEX[c >> 12]).append(HEX[c >> 8 & 15]);
                        out.append(HEX[c >> 4 & 15]).append(HEX[c & 15]);
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    /** ECMAScript 2025, Number::toString with radix 10. */
    private static void writeNumber(double value, StringBuilder out) {
        if (!Double.isFinite(value)) {
            out.append("null");
        } else if (value == (long) value && Math.abs(value) < 1e15) {
            out.append((long) value);
        } else {
            if (value < 0) {
                out.append('-');
            }
            BigDecimal shortest = shortest(Math.abs(value));
            writeDecimal(shortest.unscaledValue().toString(), -shortest.scale(), out);
        }
    }

    /**
     * The decimal with the fewest digits that reads back as the value; the closest of them. Java finds the same, but never fewer than two
     * digits, and then prefers a close one of two digits to one of one.
     */
    private static BigDecimal shortest(double value) {
        BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        if (decimal.precision() == 2) {
            var lower = new BigDecimal(decimal.unscaledValue().divide(java.math.BigInteger.TEN), decimal.scale() - 1);
            BigDecimal upper = lower.add(lower.ulp());
            boolean lowerReadsBack = lower.doubleValue() == value;
            boolean upperReadsBack = upper.doubleValue() == value;
            if (lowerReadsBack && upperReadsBack) {
                BigDecimal exact = new BigDecimal(value);
                boolean lowerIsCloser = exact.subtract(lower).compareTo(upper.subtract(exact)) <= 0;
                return (lowerIsCloser ? lower : upper).stripTrailingZeros();
            }
            if (lowerReadsBack || upperReadsBack) {
                return (lowerReadsBack ? lower : upper).stripTrailingZeros();
            }
        }
        return decimal;
    }

    /** @param exponent power of ten of the last digit */
    private static void writeDecimal(String digits, int exponent, StringBuilder out) {
        int count = digits.length();
        int point = count + exponent;
        if (count <= point && point <= 21) {
            out.append(digits).repeat('0', point - count);
        } else if (0 < point && point <= 21) {
            out.append(digits, 0, point).append('.').append(digits, point, count);
        } else if (-6 < point && point <= 0) {
            out.append("0.").repeat('0', -point).append(digits);
        } else {
            out.append(digits.charAt(0));
            if (count > 1) {
                out.append('.').append(digits, 1, count);
            }
            out.append('e').append(point > 0 ? "+" : "-").append(Math.abs(point - 1));
        }
    }
}
