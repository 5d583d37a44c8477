package dev.weft.lib0;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Reads lib0's encodings from a slice of a byte array, which it neither copies nor changes.
 *
 * <p>Each method either reads a whole value and steps behind it, or throws {@link MalformedInputException} with an offset
 * counted from the start of the slice. Reusable by {@link #reset}. The array must not change meanwhile.
 *
 * <p>Source: lib0 0.2.120, {@code decoding.js}.
 */
public final class ByteReader {
    /** The largest integer of the encoding, 2^53 − 1: JavaScript's largest safe integer. */
    public static final long MAX_INTEGER = (1L << 53) - 1;

    /** A varUint up to {@link #MAX_INTEGER} takes at most so many bytes; longer, padded forms are refused. */
    private static final int MAX_VAR_UINT_BYTES = 8;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** The bit of each byte that says that another one follows. */
    private static final long CONTINUATION_BITS = 0x8080808080808080L;

    private byte[] bytes;
    private int origin;
    private int start;
    private int position;
    private int limit;

    public ByteReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    /** Reads from {@code start} (inclusive) to {@code end} (exclusive). */
    public ByteReader(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        reset(bytes, start, end);
    }

    /** Starts anew on another slice. */
    public void reset(byte[] bytes, int start, int end) {
        if (start < 0 || end < start || end > bytes.length) {
            throw new IndexOutOfBoundsException("slice " + start + " to " + end + " of " + bytes.length + " bytes");
        }
        this.bytes = bytes;
        this.origin = start;
        this.start = start;
        this.position = start;
        this.limit = end;
    }

    /** The array that is read from, not a copy. */
    public byte[] array() {
        return bytes;
    }

    /** Index in {@link #array()} of the next byte to read. */
    public int position() {
        return position;
    }

    /** Goes to an index in {@link #array()} that is inside the slice. */
    public void position(int index) {
        if (index < start || index > limit) {
            throw new IndexOutOfBoundsException("position " + index + " outside " + start + " to " + limit);
        }
        position = index;
    }

    /** Index in {@link #array()} behind the last byte that may be read. */
    public int limit() {
        return limit;
    }

    public int remaining() {
        return limit - position;
    }

    public boolean hasRemaining() {
        return position < limit;
    }

    /** Bytes from the start of the input: what an error about the next byte reports. */
    public int offset() {
        return position - origin;
    }

    public int readUint8() {
        if (position >= limit) {
            throw endOfInput("a byte");
        }
        return bytes[position++] & 0xff;
    }

    /** Reads an unsigned integer, at most {@link #MAX_INTEGER}, in up to 8 bytes. */
    public long readVarUint() {
        int p = position;
        if (p < limit) {
            byte first = bytes[p];
            if (first >= 0) {
                position = p + 1;
                return first;
            }
        }
        return readLongVarUint();
    }

    private long readLongVarUint() {
        int p = position;
        if (p > bytes.length - Long.BYTES) {
            return readVarUintByByte();
        }
        long word = (long) LONGS.get(bytes, p);
        // How long an integer is can be guessed mostly: a branch for each length lets the processor go on with what
        // comes next.
        if ((word & 0x8000) == 0) {
            return ends(p + 2, word & 0x7f | (word & 0x7f00) >>> 1);
        }
        if ((word & 0x80_0000) == 0) {
            return ends(p + 3, word & 0x7f | (word & 0x7f00) >>> 1 | (word & 0x7f_0000) >>> 2);
        }
        if ((word & 0x80_8000_0000L) == 0x8000_0000L) {
            return ends(
                    p + 5,
                    word & 0x7f
                            | (word & 0x7f00) >>> 1
                            | (word & 0x7f_0000) >>> 2
                            | (word & 0x7f00_0000) >>> 3
                            | (word & 0x7f_0000_0000L) >>> 4);
        }
        long ends = ~word & CONTINUATION_BITS;
        int next = p + (Long.numberOfTrailingZeros(ends) >> 3) + 1;
        if (ends == 0 || next > limit) {
            return readVarUintByByte();
        }
        long value = groupsOf7(word & (ends ^ (ends - 1)));
        if (value > MAX_INTEGER) {
            throw malformed("the integer " + value, "at most 2^53 - 1");
        }
        position = next;
        return value;
    }

    private long ends(int next, long value) {
        if (next > limit) {
            return readVarUintByByte();
        }
        position = next;
        return value;
    }

    /** Joins the low seven bits of each byte, the first being the lowest. */
    private static long groupsOf7(long word) {
        long by14 = word & 0x007f007f007f007fL | (word & 0x7f007f007f007f00L) >>> 1;
        long by28 = by14 & 0x00003fff00003fffL | (by14 & 0x3fff00003fff0000L) >>> 2;
        return by28 & 0x000000000fffffffL | (by28 & 0x0fffffff00000000L) >>> 4;
    }

    /** Reads near the end of the input, and says what is wrong. */
    private long readVarUintByByte() {
        int p = position;
        int end = Math.min(limit, p + MAX_VAR_UINT_BYTES);
        long value = 0;
        for (int shift = 0; p < end; shift += 7) {
            byte next = bytes[p++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                if (value > MAX_INTEGER) {
                    throw malformed("the integer " + value, "at most 2^53 - 1");
                }
                position = p;
                return value;
            }
        }
        if (limit - position < MAX_VAR_UINT_BYTES) {
            throw endOfInput("an unsigned integer");
        }
        throw malformed("an integer of more than " + MAX_VAR_UINT_BYTES + " bytes", "at most 2^53 - 1");
    }

    /** Reads a signed integer, magnitude at most {@link #MAX_INTEGER}. −0 is read as 0: see {@link #readSignAndMagnitude}. */
    public long readVarInt() {
        long value = readSignAndMagnitude();
        return (value & 1) == 0 ? value >> 1 : -(value >> 1);
    }

    /**
     * Reads a signed integer so that −0 differs from 0.
     *
     * @return twice the magnitude, plus 1 if it is negative
     */
    public long readSignAndMagnitude() {
        int p = position;
        if (p > bytes.length - Long.BYTES) {
            return readSignAndMagnitudeByByte();
        }
        long word = (long) LONGS.get(bytes, p);
        // A branch for each of the usual lengths, as in readLongVarUint.
        if ((word & 0x80) == 0) {
            return signedEnds(p + 1, word, word & 0x3f);
        }
        if ((word & 0x8000) == 0) {
            return signedEnds(p + 2, word, word & 0x3f | (word & 0x7f00) >>> 2);
        }
        if ((word & 0x80_0000) == 0) {
            return signedEnds(p + 3, word, word & 0x3f | (word & 0x7f00) >>> 2 | (word & 0x7f_0000) >>> 3);
        }
        if ((word & 0x80_8000_0000L) == 0x8000_0000L) {
            return signedEnds(
                    p + 5,
                    word,
                    word & 0x3f
                            | (word & 0x7f00) >>> 2
                            | (word & 0x7f_0000) >>> 3
                            | (word & 0x7f00_0000) >>> 4
                            | (word & 0x7f_0000_0000L) >>> 5);
        }
        return readSignAndMagnitudeByByte();
    }

    private long signedEnds(int next, long word, long magnitude) {
        if (next > limit) {
            return readSignAndMagnitudeByByte();
        }
        position = next;
        return magnitude << 1 | (word & 0x40) >>> 6;
    }

    private long readSignAndMagnitudeByByte() {
        if (position >= limit) {
            throw endOfInput("an integer");
        }
        int p = position;
        byte next = bytes[p++];
        int sign = (next & 0x40) >> 6;
        long magnitude = next & 0x3f;
        int end = Math.min(limit, p + MAX_VAR_UINT_BYTES);
        for (int shift = 6; next < 0; shift += 7) {
            if (p >= end) {
                if (p == limit) {
                    throw endOfInput("an integer");
                }
                throw malformed("an integer of more than " + (p - position) + " bytes", "magnitude at most 2^53 - 1");
            }
            next = bytes[p++];
            magnitude |= (long) (next & 0x7f) << shift;
        }
        if (magnitude > MAX_INTEGER) {
            throw malformed("an integer of magnitude " + magnitude, "magnitude at most 2^53 - 1");
        }
        position = p;
        return magnitude << 1 | sign;
    }

    /**
     * Reads a byte length and checks that so many bytes follow.
     *
     * @param of what the bytes are, for the error
     */
    public int readLength(String of) {
        int at = position;
        long length = readVarUint();
        if (length > limit - position) {
            long remaining = limit - position;
            position = at;
            throw malformed(of + " of " + length + " bytes", "at most the " + remaining + " bytes that remain");
        }
        return (int) length;
    }

    /**
     * Reads a number of things and checks that so many can follow, each taking at least {@code minimumBytes}.
     *
     * @param of what is counted, for the error
     */
    public int readCount(String of, int minimumBytes) {
        int at = position;
        long count = readVarUint();
        int remaining = limit - position;
        if (count > remaining / minimumBytes) {
            position = at;
            throw malformed(count + " " + of, "no more than fit into the " + remaining + " bytes that remain");
        }
        return (int) count;
    }

    /** Steps over {@code count} bytes. */
    public void skip(int count) {
        if (count > limit - position) {
            throw endOfInput(count + " bytes");
        }
        position += count;
    }

    /** Reads a string: its length in bytes, then strict UTF-8. */
    public String readString() {
        int length = readLength("a string");
        int from = position;
        skipUtf8(length);
        return Utf8.decode(bytes, from, position);
    }

    /**
     * Steps over a string, checking that it is UTF-8.
     *
     * @return its length in UTF-16 units
     */
    public int skipString() {
        return skipUtf8(readLength("a string"));
    }

    /**
     * Steps over so many bytes, which remain, checking that they are UTF-8.
     *
     * @return their length in UTF-16 units
     */
    public int skipUtf8(int count) {
        int units = Utf8.utf16Length(bytes, position, position + count);
        if (units < 0) {
            position = -1 - units;
            throw malformed("byte " + Integer.toHexString(bytes[position] & 0xff), "well-formed UTF-8");
        }
        position += count;
        return units;
    }

    /** Steps over so many bytes, which remain, checking that they are JSON text as {@code JSON.parse} takes it. */
    public void skipJson(int count) {
        int from = position;
        skipUtf8(count);
        try {
            JsonText.check(bytes, from, position);
        } catch (MalformedInputException malformed) {
            throw new MalformedInputException(
                    from - origin + malformed.offset(), malformed.found(), malformed.expected());
        }
    }

    /** Reads a length and so many bytes, into a new array. */
    public byte[] readVarBytes() {
        int length = readLength("a byte array");
        byte[] copy = Arrays.copyOfRange(bytes, position, position + length);
        position += length;
        return copy;
    }

    /**
     * Steps over a length and so many bytes.
     *
     * @param of what the bytes are, for the error
     * @return a reader of just these bytes, whose errors count from where those of this reader do
     */
    public ByteReader readVarSlice(String of) {
        int length = readLength(of);
        var slice = new ByteReader(bytes, position, position + length);
        slice.origin = origin;
        position += length;
        return slice;
    }

    /** The bytes from here to the end, in a new array. */
    public byte[] readRemaining() {
        byte[] copy = Arrays.copyOfRange(bytes, position, limit);
        position = limit;
        return copy;
    }

    public float readFloat32() {
        return Float.intBitsToFloat((int) readBigEndian(4));
    }

    public double readFloat64() {
        return Double.longBitsToDouble(readBigEndian(8));
    }

    public long readBigInt64() {
        return readBigEndian(8);
    }

    private long readBigEndian(int count) {
        if (count > limit - position) {
            throw endOfInput(count + " bytes");
        }
        long value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 8 | bytes[position + i] & 0xff;
        }
        position += count;
        return value;
    }

    /** Reads an any value; nested at most {@link AnyValue#MAX_NESTING} deep. */
    public AnyValue readAny() {
        return AnyCoder.read(this, 0);
    }

    /** Steps over an any value, checking all of it, without making objects. */
    public void skipAny() {
        AnyCoder.skip(this, 0);
    }

    /**
     * Steps over an any value that must be an object.
     *
     * @param of what the value is, for the error
     */
    public void skipAnyObject(String of) {
        if (position < limit && !AnyCoder.isObject(bytes[position])) {
            throw malformed("any tag " + bytes[position] + " for " + of, "an object");
        }
        skipAny();
    }

    /** An error about what stands at {@link #position()}. */
    public MalformedInputException malformed(String found, String expected) {
        return new MalformedInputException(offset(), found, expected);
    }

    private MalformedInputException endOfInput(String expected) {
        return new MalformedInputException(limit - origin, "the end of the input", expected);
    }
}
