package dev.weft.sync.phoenix;

import dev.weft.lib0.ByteReader;
import dev.weft.lib0.ByteWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The head of a binary frame: a kind, then one-byte lengths of all fields, then the fields. */
final class PhoenixFields {
    private static final int MAX_FIELD_BYTES = 255;

    private PhoenixFields() {}

    static int readKind(ByteReader reader, int first, int last) {
        int start = reader.position();
        int kind = reader.readUint8();
        if (kind < first || kind > last) {
            reader.position(start);
            throw reader.malformed("frame kind " + kind, first == last ? "" + first : first + " to " + last);
        }
        return kind;
    }

    static String[] read(ByteReader reader, int count) {
        var lengths = new int[count];
        for (int i = 0; i < count; i++) {
            lengths[i] = reader.readUint8();
        }
        var fields = new String[count];
        for (int i = 0; i < count; i++) {
            int start = reader.position();
            reader.skip(lengths[i]);
            try {
                fields[i] = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(reader.array(), start, lengths[i]))
                        .toString();
            } catch (CharacterCodingException e) {
                reader.position(start);
                throw reader.malformed("a field that is not UTF-8", "well-formed UTF-8");
            }
        }
        return fields;
    }

    static void write(ByteWriter writer, String... fields) {
        var encoded = new byte[fields.length][];
        for (int i = 0; i < fields.length; i++) {
            encoded[i] = fields[i].getBytes(StandardCharsets.UTF_8);
            if (encoded[i].length > MAX_FIELD_BYTES) {
                throw new IllegalArgumentException(
                        "a field of " + encoded[i].length + " bytes, at most 255 fit: " + fields[i]);
            }
            writer.writeUint8(encoded[i].length);
        }
        for (byte[] field : encoded) {
            writer.writeBytes(field);
        }
    }
}
