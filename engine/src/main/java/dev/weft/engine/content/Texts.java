package dev.weft.engine.content;

/** Texts as people type them and as rows can keep them. */
public final class Texts {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private Texts() {}

    /** Without the white space around it, as JavaScript's {@code trim}: no-break spaces are white space too. */
    public static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isWhite(text.charAt(start))) {
            start++;
        }
        while (end > start && isWhite(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    public static boolean isBlank(String text) {
        return trim(text).isEmpty();
    }

    private static boolean isWhite(char unit) {
        return Character.isWhitespace(unit) || Character.isSpaceChar(unit) || unit == BYTE_ORDER_MARK;
    }

    /** Length in code points. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Index of the first half of a surrogate pair without the other, or of U+0000: rows can't keep either. −1 if there is none. */
    public static int indexOfUnstorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit == 0 || Character.isLowSurrogate(unit)) {
                return i;
            }
            if (Character.isHighSurrogate(unit)) {
                if (i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }
}
