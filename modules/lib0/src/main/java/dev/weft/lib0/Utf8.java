package dev.weft.lib0;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * UTF-8 measured in UTF-16 code units, the unit in which Yjs counts text.
 *
 * <p>A text is all ASCII exactly if it has as many bytes as units: every other character takes more bytes than units.
 */
public final class Utf8 {
    /** A long holds eight bytes of ASCII exactly if none of these bits is set. */
    private static final long NON_ASCII = 0x8080808080808080L;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** U+FFFD, which stands for half a surrogate pair wherever text is cut inside one. */
    private static final byte[] REPLACEMENT = {(byte) 0xef, (byte) 0xbf, (byte) 0xbd};

    private Utf8() {}

    /**
     * Counts the UTF-16 units of a slice, or finds that it is no UTF-8. Strict as JavaScript's fatal {@code TextDecoder}:
     * no overlong form, no surrogate, nothing above U+10FFFF.
     *
     * @return the units, or {@code -1 - i} where {@code i} is the index in {@code bytes} of the first malformed sequence
     */
    public static int utf16Length(byte[] bytes, int start, int end) {
        int i = skipAscii(bytes, start, end);
        int length = i - start;
        while (i < end) {
            int lead = bytes[i];
            if (lead >= 0) {
                int next = skipAscii(bytes, i, end);
                length += next - i;
                i = next;
                continue;
            }
            int size = sequenceLength(bytes, i, end);
            if (size == 0) {
                return -1 - i;
            }
            i += size;
            length += size == 4 ? 2 : 1;
        }
        return length;
    }

    private static int skipAscii(byte[] bytes, int start, int end) {
        int i = start;
        while (i < end && i <= bytes.length - Long.BYTES) {
            int count = Math.min(end - i, Long.BYTES);
            long nonAscii = (long) LONGS.get(bytes, i) & NON_ASCII & -1L >>> Long.SIZE - Byte.SIZE * count;
            if (nonAscii != 0) {
                return i + (Long.numberOfTrailingZeros(nonAscii) >> 3);
            }
            i += count;
        }
        while (i < end && bytes[i] >= 0) {
            i++;
        }
        return i;
    }

    /** The length of the well-formed multi-byte sequence at {@code i}, 2 to 4, or 0 if there is none. */
    private static int sequenceLength(byte[] bytes, int i, int end) {
        int lead = bytes[i] & 0xff;
        int available = end - i;
        if (lead < 0xc2 || available < 2) {
            return 0;
        }
        int second = bytes[i + 1] & 0xff;
        if ((second & 0xc0) != 0x80) {
            return 0;
        }
        if (lead < 0xe0) {
            return 2;
        }
        if (available < 3 || (bytes[i + 2] & 0xc0) != 0x80) {
            return 0;
        }
        if (lead < 0xf0) {
            boolean overlong = lead == 0xe0 && second < 0xa0;
            boolean surrogate = lead == 0xed && second >= 0xa0;
            return overlong || surrogate ? 0 : 3;
        }
        if (lead > 0xf4 || available < 4 || (bytes[i + 3] & 0xc0) != 0x80) {
            return 0;
        }
        boolean overlong = lead == 0xf0 && second < 0x90;
        boolean tooLarge = lead == 0xf4 && second >= 0x90;
        return overlong || tooLarge ? 0 : 4;
    }

    /**
     * Where a well-formed slice is to be cut so that {@code units} UTF-16 units are on the left.
     *
     * @param units 0 to the number of units in the slice
     * @return the index in {@code bytes}; if the cut falls inside a surrogate pair, {@code -1 - i} where {@code i} is the
     *     index of that pair's four bytes
     */
    public static int indexOfUnit(byte[] bytes, int start, int end, int units) {
        int i = start;
        int left = units;
        while (left > 0) {
            if (i >= end) {
                throw new IndexOutOfBoundsException(units + " units in " + (end - start) + " bytes");
            }
            int lead = bytes[i];
            if (lead >= 0) {
                i++;
                left--;
            } else if ((lead & 0xf8) == 0xf0) {
                if (left == 1) {
                    return -1 - i;
                }
                i += 4;
                left -= 2;
            } else {
                i += (lead & 0xe0) == 0xc0 ? 2 : 3;
                left--;
            }
        }
        return i;
    }

    /** Writes U+FFFD. */
    public static void writeReplacement(ByteWriter out) {
        out.writeBytes(REPLACEMENT, 0, REPLACEMENT.length);
    }

    /** The text of a well-formed slice. */
    public static String decode(byte[] bytes, int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    /** The bytes of a text; an unpaired surrogate becomes U+FFFD, as JavaScript's {@code TextEncoder} has it. */
    public static byte[] encode(String text) {
        var out = new ByteWriter(text.length());
        out.writeUtf8(text);
        return out.toByteArray();
    }
}
