package dev.weft.persistence.events;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Text that is often an id: a UUID in canonical form is written as a byte string of 16 bytes, a trace id (32 hexadecimal digits) as one of 17 whose
 * last byte is 0, all other text as text. Reading gives back the very same text.
 */
final class CompactText {

    private static final int UUID_TEXT = 36;
    private static final int TRACE_ID_TEXT = 32;
    private static final HexFormat HEX = HexFormat.of();

    private CompactText() {}

    static void write(String text, JsonGenerator generator) throws IOException {
        if (text.length() == UUID_TEXT && isUuid(text)) {
            UUID uuid = UUID.fromString(text);
            generator.writeBinary(ByteBuffer.allocate(16)
                    .putLong(uuid.getMostSignificantBits())
                    .putLong(uuid.getLeastSignificantBits())
                    .array());
        } else if (text.length() == TRACE_ID_TEXT && isLowerHex(text, 0, TRACE_ID_TEXT)) {
            generator.writeBinary(
                    ByteBuffer.allocate(17).put(HEX.parseHex(text)).array());
        } else {
            generator.writeString(text);
        }
    }

    /** Reads what the parser stands at. */
    static String read(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        if (parser.currentToken() != JsonToken.VALUE_EMBEDDED_OBJECT) {
            throw new IOException("found " + parser.currentToken() + ", expected text or an id");
        }
        byte[] bytes = parser.getBinaryValue();
        return switch (bytes.length) {
            case 16 -> {
                ByteBuffer uuid = ByteBuffer.wrap(bytes);
                yield new UUID(uuid.getLong(), uuid.getLong()).toString();
            }
            case 17 -> HEX.formatHex(bytes, 0, 16);
            default -> throw new IOException("an id has 16 or 17 bytes, not " + bytes.length);
        };
    }

    private static boolean isUuid(String text) {
        return text.charAt(8) == '-'
                && text.charAt(13) == '-'
                && text.charAt(18) == '-'
                && text.charAt(23) == '-'
                && isLowerHex(text, 0, 8)
                && isLowerHex(text, 9, 13)
                && isLowerHex(text, 14, 18)
                && isLowerHex(text, 19, 23)
                && isLowerHex(text, 24, 36);
    }

    private static boolean isLowerHex(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char digit = text.charAt(i);
            if (!(digit >= '0' && digit <= '9' || digit >= 'a' && digit <= 'f')) {
                return false;
            }
        }
        return true;
    }
}
