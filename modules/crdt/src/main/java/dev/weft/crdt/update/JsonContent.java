package dev.weft.crdt.update;

import dev.weft.lib0.JsonText;

/** Values of a {@link StructKind#JSON} item: JSON texts, with a word of its own for {@code undefined}. */
final class JsonContent {
    private static final String UNDEFINED = "undefined";

    private JsonContent() {}

    /** Checks that a slice of well-formed UTF-8 is one of the values. */
    static void check(byte[] bytes, int start, int end) {
        if (!isUndefined(bytes, start, end)) {
            JsonText.check(bytes, start, end);
        }
    }

    static boolean isUndefined(byte[] bytes, int start, int end) {
        if (end - start != UNDEFINED.length()) {
            return false;
        }
        for (int i = 0; i < UNDEFINED.length(); i++) {
            if (bytes[start + i] != UNDEFINED.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
