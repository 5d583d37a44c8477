package dev.weft.lib0;

import java.util.ArrayList;
import java.util.LinkedHashMap;

/**
 * Tags and bodies of any values.
 *
 * <table>
 * <caption>One tag byte, then the value</caption>
 * <tr><th>Tag</th><th>Value</th><th>Followed by</th></tr>
 * <tr><td>127</td><td>undefined</td><td></td></tr>
 * <tr><td>126</td><td>null</td><td></td></tr>
 * <tr><td>125</td><td>whole number</td><td>varInt</td></tr>
 * <tr><td>124</td><td>float32</td><td>4 bytes, big-endian</td></tr>
 * <tr><td>123</td><td>float64</td><td>8 bytes, big-endian</td></tr>
 * <tr><td>122</td><td>bigint</td><td>8 bytes, big-endian</td></tr>
 * <tr><td>121, 120</td><td>false, true</td><td></td></tr>
 * <tr><td>119</td><td>string</td><td>varString</td></tr>
 * <tr><td>118</td><td>object</td><td>varUint n, n × (varString, any)</td></tr>
 * <tr><td>117</td><td>array</td><td>varUint n, n × any</td></tr>
 * <tr><td>116</td><td>bytes</td><td>varUint n, n bytes</td></tr>
 * </table>
 */
final class AnyCoder {
    private static final int UNDEFINED = 127;
    private static final int NULL = 126;
    private static final int WHOLE = 125;
    private static final int FLOAT32 = 124;
    private static final int FLOAT64 = 123;
    private static final int BIG_INT = 122;
    private static final int FALSE = 121;
    private static final int TRUE = 120;
    private static final int STRING = 119;
    private static final int OBJECT = 118;
    private static final int ARRAY = 117;
    private static final int BYTES = 116;

    private AnyCoder() {}

    static AnyValue read(ByteReader in, int depth) {
        int tag = readTag(in, depth);
        return switch (tag) {
            case UNDEFINED -> AnyValue.UNDEFINED;
            case NULL -> AnyValue.NULL;
            case WHOLE -> whole(in.readSignAndMagnitude());
            case FLOAT32 -> new AnyValue.Float32(in.readFloat32());
            case FLOAT64 -> new AnyValue.Float64(in.readFloat64());
            case BIG_INT -> new AnyValue.BigInt(in.readBigInt64());
            case FALSE -> AnyValue.FALSE;
            case TRUE -> AnyValue.TRUE;
            case STRING -> new AnyValue.Text(in.readString());
            case OBJECT -> {
                int count = in.readCount("members", 2);
                var members = new LinkedHashMap<String, AnyValue>();
                for (int i = 0; i < count; i++) {
                    String key = in.readString();
                    members.put(key, read(in, depth + 1));
                }
                yield new AnyValue.AnyObject(members);
            }
            case ARRAY -> {
                int count = in.readCount("elements", 1);
                var elements = new ArrayList<AnyValue>();
                for (int i = 0; i < count; i++) {
                    elements.add(read(in, depth + 1));
                }
                yield new AnyValue.AnyArray(elements);
            }
            case BYTES -> new AnyValue.Bytes(in.readVarBytes());
            default -> throw unknownTag(in, tag);
        };
    }

    private static AnyValue whole(long signAndMagnitude) {
        if (signAndMagnitude == 1) {
            return new AnyValue.NegativeZero();
        }
        long magnitude = signAndMagnitude >> 1;
        return new AnyValue.Whole((signAndMagnitude & 1) == 0 ? magnitude : -magnitude);
    }

    static void skip(ByteReader in, int depth) {
        int tag = readTag(in, depth);
        switch (tag) {
            case UNDEFINED, NULL, FALSE, TRUE -> {}
            case WHOLE -> in.readSignAndMagnitude();
            case FLOAT32 -> in.skip(4);
            case FLOAT64, BIG_INT -> in.skip(8);
            case STRING -> in.skipString();
            case OBJECT -> {
                for (int count = in.readCount("members", 2); count > 0; count--) {
                    in.skipString();
                    skip(in, depth + 1);
                }
            }
            case ARRAY -> {
                for (int count = in.readCount("elements", 1); count > 0; count--) {
                    skip(in, depth + 1);
                }
            }
            case BYTES -> in.skip(in.readLength("a byte array"));
            default -> throw unknownTag(in, tag);
        }
    }

    static boolean isObject(int tag) {
        return tag == OBJECT;
    }

    private static int readTag(ByteReader in, int depth) {
        if (depth > AnyValue.MAX_NESTING) {
            throw in.malformed("a value inside more than " + AnyValue.MAX_NESTING + " others", "less nesting");
        }
        return in.readUint8();
    }

    private static MalformedInputException unknownTag(ByteReader in, int tag) {
        in.position(in.position() - 1);
        return in.malformed("any tag " + tag, "a tag from " + BYTES + " to " + UNDEFINED);
    }

    static void write(ByteWriter out, AnyValue value) {
        switch (value) {
            case AnyValue.Undefined _ -> out.writeUint8(UNDEFINED);
            case AnyValue.Null _ -> out.writeUint8(NULL);
            case AnyValue.Bool bool -> out.writeUint8(bool.value() ? TRUE : FALSE);
            case AnyValue.Whole whole -> {
                out.writeUint8(WHOLE);
                out.writeVarInt(whole.value());
            }
            case AnyValue.NegativeZero _ -> {
                out.writeUint8(WHOLE);
                out.writeVarInt(0, true);
            }
            case AnyValue.Float32 number -> {
                out.writeUint8(FLOAT32);
                out.writeFloat32(number.value());
            }
            case AnyValue.Float64 number -> {
                out.writeUint8(FLOAT64);
                out.writeFloat64(number.value());
            }
            case AnyValue.BigInt bigInt -> {
                out.writeUint8(BIG_INT);
                out.writeBigInt64(bigInt.value());
            }
            case AnyValue.Text text -> {
                out.writeUint8(STRING);
                out.writeString(text.value());
            }
            case AnyValue.AnyObject object -> {
                out.writeUint8(OBJECT);
                out.writeVarUint(object.members().size());
                object.members().forEach((key, member) -> {
                    out.writeString(key);
                    write(out, member);
                });
            }
            case AnyValue.AnyArray array -> {
                out.writeUint8(ARRAY);
                out.writeVarUint(array.elements().size());
                array.elements().forEach(element -> write(out, element));
            }
            case AnyValue.Bytes bytes -> {
                out.writeUint8(BYTES);
                out.writeVarBytes(bytes.value());
            }
        }
    }
}
