package dev.weft.crdt.update;

/** Values of a {@link StructKind#JSON} item: JSON texts, with a word of its own for {@code undefined}. */
final class JsonContent {
    private static final String UNDEFINED = "undefined";

    private JsonContent() {}

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
