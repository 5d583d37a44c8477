package dev.weft.lib0;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON text as {@code JSON.parse} does, into the values that lib0 would write for the result; or only checks it, making nothing.
 * Of two members with one key the later one counts, in the place of the first. Nesting is bounded by {@link AnyValue#MAX_NESTING}.
 */
final class JsonParser {
    private final byte[] bytes;
    private final int start;
    private final int end;
    private final boolean building;
    private int position;

    /** @param building whether to make values; without, the methods that should return some return null */
    JsonParser(byte[] bytes, int start, int end, boolean building) {
        this.bytes = bytes;
        this.start = start;
        this.end = end;
        this.building = building;
        this.position = start;
    }

    /** Reads the whole slice as one value. */
    @Nullable
    AnyValue parse() {
        skipWhitespace();
        AnyValue value = value(0);
        skipWhitespace();
        if (position < end) {
            throw malformed("the end of the JSON text");
        }
        return value;
    }

    private @Nullable AnyValue value(int depth) {
        if (depth > AnyValue.MAX_NESTING) {
            throw malformed("JSON nested at most " + AnyValue.MAX_NESTING + " deep");
        }
        return switch (peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> {
                String text = string();
                yield text == null ? null : new AnyValue.Text(text);
            }
            case 't' -> word("true", AnyValue.TRUE);
            case 'f' -> word("false", AnyValue.FALSE);
            case 'n' -> word("null", AnyValue.NULL);
            default -> number();
        };
    }

    private AnyValue word(String word, AnyValue value) {
        for (int i = 0; i < word.length(); i++) {
            if (peek() != word.charAt(i)) {
                throw malformed(word);
            }
            position++;
        }
        return value;
    }

    private @Nullable AnyValue object(int depth) {
        var members = building ? new LinkedHashMap<String, AnyValue>() : null;
        position++;
        skipWhitespace();
        if (peek() == '}') {
            position++;
        } else {
            do {
                skipWhitespace();
                if (peek() != '"') {
                    throw malformed("the name of a member");
                }
                String key = string();
                skipWhitespace();
                expect(':');
                skipWhitespace();
                AnyValue value = value(depth + 1);
                if (members != null && key != null && value != null) {
                    members.put(key, value);
                }
            } while (another('}'));
        }
        return members == null ? null : new AnyValue.AnyObject(PropertyOrder.of(members));
    }

    private @Nullable AnyValue array(int depth) {
        var elements = building ? new ArrayList<AnyValue>() : null;
        position++;
        skipWhitespace();
        if (peek() == ']') {
            position++;
        } else {
            do {
                skipWhitespace();
                AnyValue value = value(depth + 1);
                if (elements != null && value != null) {
                    elements.add(value);
                }
            } while (another(']'));
        }
        return elements == null ? null : new AnyValue.AnyArray(elements);
    }

    /** Steps over a comma, and says that there is another one; or over the closing bracket. */
    private boolean another(char closing) {
        skipWhitespace();
        int next = peek();
        if (next != ',' && next != closing) {
            throw malformed("',' or '" + closing + "'");
        }
        position++;
        return next == ',';
    }

    private @Nullable String string() {
        int from = ++position;
        while (position < end && bytes[position] != '"' && bytes[position] != '\\') {
            plainCharacter();
        }
        if (peek() == '"') {
            String text = building ? Utf8.decode(bytes, from, position) : null;
            position++;
            return text;
        }
        return stringWithEscapes(from);
    }

    private @Nullable String stringWithEscapes(int from) {
        var text = building ? new StringBuilder() : null;
        int plainFrom = from;
        while (peek() != '"') {
            if (bytes[position] == '\\') {
                if (text != null) {
                    text.append(Utf8.decode(bytes, plainFrom, position));
                }
                position++;
                char escaped = escape();
                if (text != null) {
                    text.append(escaped);
                }
                plainFrom = position;
            } else {
                plainCharacter();
            }
        }
        if (text != null) {
            text.append(Utf8.decode(bytes, plainFrom, position));
        }
        position++;
        return text == null ? null : text.toString();
    }

    private void plainCharacter() {
        if (bytes[position] >= 0 && bytes[position] < 0x20) {
            throw malformed("an escaped control character");
        }
        position++;
    }

    private char escape() {
        int escape = peek();
        position++;
        return switch (escape) {
            case '"', '\\', '/' -> (char) escape;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                int unit = 0;
                for (int i = 0; i < 4; i++) {
                    int digit = Character.digit(peek(), 16);
                    if (digit < 0) {
                        throw malformed("a hexadecimal digit");
                    }
                    unit = unit << 4 | digit;
                    position++;
                }
                yield (char) unit;
            }
            default -> {
                position--;
                throw malformed("an escape sequence");
            }
        };
    }

    private @Nullable AnyValue number() {
        int from = position;
        if (peek() == '-') {
            position++;
        }
        if (peek() == '0') {
            position++;
        } else {
            digits("a JSON value");
        }
        if (position < end && bytes[position] == '.') {
            position++;
            digits("a digit");
        }
        if (position < end && (bytes[position] | 0x20) == 'e') {
            position++;
            if (peek() == '+' || peek() == '-') {
                position++;
            }
            digits("a digit");
        }
        if (!building) {
            return null;
        }
        return AnyValue.number(
                Double.parseDouble(new String(bytes, from, position - from, StandardCharsets.ISO_8859_1)));
    }

    private void digits(String expected) {
        int from = position;
        while (position < end && bytes[position] >= '0' && bytes[position] <= '9') {
            position++;
        }
        if (position == from) {
            throw malformed(expected);
        }
    }

    private void expect(char expected) {
        if (peek() != expected) {
            throw malformed("'" + expected + "'");
        }
        position++;
    }

    private void skipWhitespace() {
        while (position < end) {
            switch (bytes[position]) {
                case ' ', '\t', '\n', '\r' -> position++;
                default -> {
                    return;
                }
            }
        }
    }

    private int peek() {
        if (position >= end) {
            throw malformed("more JSON");
        }
        return bytes[position] & 0xff;
    }

    private MalformedInputException malformed(String expected) {
        String found =
                position < end ? "byte " + Integer.toHexString(bytes[position] & 0xff) : "the end of the JSON text";
        return new MalformedInputException(position - start, found, expected);
    }
}
