package dev.weft.lib0;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Writes lib0's encodings into an array that grows. Reusable by {@link #reset}.
 *
 * <p>Source: lib0 0.2.120, {@code encoding.js}.
 */
public final class ByteWriter {
    private static final int DEFAULT_CAPACITY = 32;
    private static final byte[] EMPTY = {};
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes;
    private int size;

    public ByteWriter() {
        this(DEFAULT_CAPACITY);
    }

    /** @param capacity bytes to make room for, at least 0 */
    public ByteWriter(int capacity) {
        bytes = capacity == 0 ? EMPTY : new byte[capacity];
    }

    /** Number of bytes written. */
    public int size() {
        return size;
    }

    /** The array that is written to; only the first {@link #size()} bytes count, and only until the next write. */
    public byte[] array() {
        return bytes;
    }

    /** Forgets what was written and keeps the room. */
    public void reset() {
        size = 0;
    }

    /** Cuts off what was written behind {@code newSize}. */
    public void truncate(int newSize) {
        if (newSize < 0 || newSize > size) {
            throw new IndexOutOfBoundsException("size " + newSize + " of " + size);
        }
        size = newSize;
    }

    /** A copy of what was written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** Makes room for {@code count} more bytes. */
    public void ensure(int count) {
        if (count > bytes.length - size) {
            grow(count);
        }
    }

    private void grow(int count) {
        long needed = (long) size + count;
        if (needed > Integer.MAX_VALUE - 8) {
            throw new IllegalStateException("an output of " + needed + " bytes doesn't fit into an array");
        }
        long doubled = Math.min(Math.max(DEFAULT_CAPACITY, 2L * bytes.length), Integer.MAX_VALUE - 8);
        bytes = Arrays.copyOf(bytes, (int) Math.max(needed, doubled));
    }

    /** Writes the low eight bits. */
    public void writeUint8(int value) {
        ensure(1);
        bytes[size++] = (byte) value;
    }

    /** @param value 0 to 2^53 − 1 */
    public void writeVarUint(long value) {
        ensure(Long.BYTES);
        // A branch for each usual length, and one write: see ByteReader.readVarUint.
        if ((value & ~0x7fL) == 0) {
            bytes[size++] = (byte) value;
        } else if ((value & ~0x3fffL) == 0) {
            LONGS.set(bytes, size, value & 0x7f | 0x80 | (value & 0x3f80) << 1);
            size += 2;
        } else if ((value & ~0x1f_ffffL) == 0) {
            LONGS.set(bytes, size, value & 0x7f | 0x8080 | (value & 0x3f80) << 1 | (value & 0x1f_c000) << 2);
            size += 3;
        } else if (value >>> 28 != 0 && value >>> 35 == 0) {
            LONGS.set(
                    bytes,
                    size,
                    value & 0x7f
                            | 0x8080_8080L
                            | (value & 0x3f80) << 1
                            | (value & 0x1f_c000) << 2
                            | (value & 0xfe0_0000) << 3
                            | (value & 0x7_f000_0000L) << 4);
            size += 5;
        } else {
            size = putVarUint(bytes, size, value);
        }
    }

    private static int putVarUint(byte[] target, int at, long value) {
        if (value < 0 || value > ByteReader.MAX_INTEGER) {
            throw new IllegalArgumentException("integer " + value + " is not within 0 to 2^53 - 1");
        }
        int i = at;
        long rest = value;
        while (rest > 0x7f) {
            target[i++] = (byte) (0x80 | rest);
            rest >>>= 7;
        }
        target[i++] = (byte) rest;
        return i;
    }

    /** Number of bytes that a varUint takes. */
    public static int varUintLength(long value) {
        return Math.max(1, (70 - Long.numberOfLeadingZeros(value)) / 7);
    }

    /**
     * Turns a byte written earlier as a placeholder into a varUint, moving what follows it if the value takes more than one byte.
     *
     * @param index where the placeholder stands
     */
    public void fillVarUint(int index, long value) {
        if ((value & ~0x7fL) == 0) {
            bytes[index] = (byte) value;
            return;
        }
        int length = varUintLength(value);
        ensure(length - 1);
        System.arraycopy(bytes, index + 1, bytes, index + length, size - index - 1);
        size += length - 1;
        putVarUint(bytes, index, value);
    }

    /** @param value magnitude at most 2^53 − 1 */
    public void writeVarInt(long value) {
        writeVarInt(Math.abs(value), value < 0);
    }

    /**
     * Writes a signed integer that may be −0.
     *
     * @param magnitude 0 to 2^53 − 1
     */
    public void writeVarInt(long magnitude, boolean negative) {
        if (magnitude < 0 || magnitude > ByteReader.MAX_INTEGER) {
            throw new IllegalArgumentException("magnitude " + magnitude + " is not within 0 to 2^53 - 1");
        }
        int first = (magnitude > 0x3f ? 0x80 : 0) | (negative ? 0x40 : 0) | (int) (magnitude & 0x3f);
        writeUint8(first);
        if (magnitude > 0x3f) {
            writeVarUint(magnitude >>> 6);
        }
    }

    /** Writes bytes as they are. */
    public void writeBytes(byte[] source, int start, int end) {
        int count = end - start;
        ensure(count);
        System.arraycopy(source, start, bytes, size, count);
        size += count;
    }

    /** Writes bytes as they are. */
    public void writeBytes(byte[] source) {
        writeBytes(source, 0, source.length);
    }

    /** Writes a length and bytes. */
    public void writeVarBytes(byte[] source, int start, int end) {
        writeVarUint(end - start);
        writeBytes(source, start, end);
    }

    /** Writes a length and bytes. */
    public void writeVarBytes(byte[] source) {
        writeVarBytes(source, 0, source.length);
    }

    /** Writes a string's length in bytes and its UTF-8; an unpaired surrogate becomes U+FFFD. */
    public void writeString(String text) {
        int at = size;
        writeUint8(0);
        writeUtf8(text);
        fillVarUint(at, size - at - 1);
    }

    /** Writes a string's UTF-8 without its length; an unpaired surrogate becomes U+FFFD. */
    public void writeUtf8(String text) {
        int length = text.length();
        ensure(length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                writeUint8(c);
            } else if (c < 0x800) {
                writeUint8(0xc0 | c >> 6);
                writeUint8(0x80 | c & 0x3f);
            } else if (!Character.isSurrogate(c)) {
                writeUint8(0xe0 | c >> 12);
                writeUint8(0x80 | c >> 6 & 0x3f);
                writeUint8(0x80 | c & 0x3f);
            } else if (i + 1 < length && Character.isSurrogatePair(c, text.charAt(i + 1))) {
                int codePoint = Character.toCodePoint(c, text.charAt(++i));
                writeUint8(0xf0 | codePoint >> 18);
                writeUint8(0x80 | codePoint >> 12 & 0x3f);
                writeUint8(0x80 | codePoint >> 6 & 0x3f);
                writeUint8(0x80 | codePoint & 0x3f);
            } else {
                Utf8.writeReplacement(this);
            }
        }
    }

    public void writeFloat32(float value) {
        writeBigEndian(Float.floatToRawIntBits(value), 4);
    }

    public void writeFloat64(double value) {
        writeBigEndian(Double.doubleToRawLongBits(value), 8);
    }

    public void writeBigInt64(long value) {
        writeBigEndian(value, 8);
    }

    private void writeBigEndian(long value, int count) {
        ensure(count);
        for (int shift = 8 * (count - 1); shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >> shift);
        }
    }

    /** Writes a value with the tag that its type stands for. */
    public void writeAny(AnyValue value) {
        AnyCoder.write(this, value);
    }
}
