package dev.weft.engine.content.patch;

import java.util.ArrayList;
import java.util.List;

/**
 * A place in a JSON document (RFC 6901).
 *
 * @param tokens from the outside in, unescaped; none for the whole document
 */
record JsonPointer(List<String> tokens) {
    private static final int MAX_TOKENS = 100;

    JsonPointer {
        tokens = List.copyOf(tokens);
    }

    /** @throws IllegalArgumentException that says what is wrong */
    static JsonPointer parse(String text) {
        if (text.isEmpty()) {
            return new JsonPointer(List.of());
        }
        if (text.charAt(0) != '/') {
            throw new IllegalArgumentException("a path starts with \"/\", or is empty for the whole document");
        }
        List<String> tokens = new ArrayList<>();
        for (String token : text.substring(1).split("/", -1)) {
            tokens.add(unescape(token));
        }
        if (tokens.size() > MAX_TOKENS) {
            throw new IllegalArgumentException("a path has at most " + MAX_TOKENS + " steps, not " + tokens.size());
        }
        return new JsonPointer(tokens);
    }

    private static String unescape(String token) {
        for (int tilde = token.indexOf('~'); tilde >= 0; tilde = token.indexOf('~', tilde + 1)) {
            if (tilde + 1 == token.length() || (token.charAt(tilde + 1) != '0' && token.charAt(tilde + 1) != '1')) {
                throw new IllegalArgumentException("in a path \"~\" is written \"~0\", and \"/\" within a step \"~1\"");
            }
        }
        return token.replace("~1", "/").replace("~0", "~");
    }

    boolean isRoot() {
        return tokens.size() == 1;
    }

    boolean isDocument() {
        return tokens.isEmpty();
    }

    String last() {
        return tokens.getLast();
    }

    /** Whether the other is inside what is at this place. */
    boolean isOutside(JsonPointer other) {
        return other.tokens.size() > tokens.size()
                && other.tokens.subList(0, tokens.size()).equals(tokens);
    }

    JsonPointer child(String token) {
        List<String> longer = new ArrayList<>(tokens);
        longer.add(token);
        return new JsonPointer(longer);
    }

    /** As it is written. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        tokens.forEach(token -> text.append('/').append(token.replace("~", "~0").replace("/", "~1")));
        return text.toString();
    }
}
