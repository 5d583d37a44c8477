package dev.weft.persistence.table;

import org.jspecify.annotations.Nullable;

/** Text as PostgreSQL can hold it: U+0000 and halves of surrogate pairs, which it refuses, become U+FFFD. */
public final class StorableText {

    private static final char REPLACEMENT = '\uFFFD';

    private StorableText() {}

    public static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isIllFormedAt(text, i)) {
                StringBuilder mended = new StringBuilder(text);
                for (int j = i; j < text.length(); j++) {
                    if (isIllFormedAt(text, j)) {
                        mended.setCharAt(j, REPLACEMENT);
                    }
                }
                return mended.toString();
            }
        }
        return text;
    }

    public static @Nullable String ofNullable(@Nullable String text) {
        return text == null ? null : of(text);
    }

    private static boolean isIllFormedAt(String text, int index) {
        char unit = text.charAt(index);
        if (unit == 0) {
            return true;
        }
        if (Character.isHighSurrogate(unit)) {
            return index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
        }
        return Character.isLowSurrogate(unit) && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
    }
}
