package dev.weft.lib0;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SequencedMap;

/**
 * A value of lib0's <em>any</em> encoding. Each type stands for one tag, so what was read is written again byte for byte:
 * {@code undefined} stays apart from {@code null}, and a number keeps the width that its writer chose.
 *
 * <p>{@link #number(double)} chooses the tag that lib0's writer would.
 */
public sealed interface AnyValue {
    /** Objects and arrays may stand in each other so many levels deep; readers refuse more. */
    int MAX_NESTING = 1_000;

    /** Largest magnitude that lib0 writes as a whole number. */
    long MAX_WHOLE = Integer.MAX_VALUE;

    Undefined UNDEFINED = new Undefined();
    Null NULL = new Null();
    Bool TRUE = new Bool(true);
    Bool FALSE = new Bool(false);

    record Undefined() implements AnyValue {}

    record Null() implements AnyValue {}

    record Bool(boolean value) implements AnyValue {}

    record Text(String value) implements AnyValue {}

    /** A JavaScript number in one of its encodings. */
    sealed interface Number extends AnyValue {
        double toDouble();
    }

    /** @param value magnitude at most 2^53 − 1, though lib0 itself writes larger ones than 2^31 − 1 as floats */
    record Whole(long value) implements Number {
        @Override
        public double toDouble() {
            return value;
        }
    }

    /** −0, which is a whole number to lib0 and differs from 0. */
    record NegativeZero() implements Number {
        @Override
        public double toDouble() {
            return -0.0;
        }
    }

    record Float32(float value) implements Number {
        @Override
        public double toDouble() {
            return value;
        }
    }

    record Float64(double value) implements Number {
        @Override
        public double toDouble() {
            return value;
        }
    }

    /** A JavaScript {@code bigint} that fits into 64 bits. */
    record BigInt(long value) implements AnyValue {}

    /** Owns its array. */
    record Bytes(byte[] value) implements AnyValue {
        @Override
        public boolean equals(Object other) {
            return other instanceof Bytes bytes && Arrays.equals(value, bytes.value);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(value);
        }

        @Override
        public String toString() {
            return "Bytes[" + HexFormat.of().formatHex(value) + "]";
        }
    }

    /** A JavaScript array. */
    record AnyArray(List<AnyValue> elements) implements AnyValue {}

    /** A JavaScript object; its members in the order in which they are written. */
    record AnyObject(SequencedMap<String, AnyValue> members) implements AnyValue {}

    /** The number with the tag that lib0 would choose: whole up to 31 bits, else float32 if nothing is lost, else float64. */
    static Number number(double value) {
        if (value == Math.rint(value) && Math.abs(value) <= MAX_WHOLE) {
            return value == 0 && 1 / value < 0 ? new NegativeZero() : new Whole((long) value);
        }
        return (float) value == value ? new Float32((float) value) : new Float64(value);
    }

    static Bool of(boolean value) {
        return value ? TRUE : FALSE;
    }
}
