package dev.weft.engine.access;

import org.jspecify.annotations.Nullable;

/**
 * How an authenticated person is shown to others while both are in a document. Held in memory only: neither the log nor any
 * text for operators may tell it, and {@link #toString()} doesn't.
 *
 * @param name at most {@value #MOST_CHARACTERS} characters; null if the token names none
 * @param email at most {@value #MOST_CHARACTERS} characters; null if the token names none
 */
public record Profile(@Nullable String name, @Nullable String email) {
    public static final int MOST_CHARACTERS = 255;

    public static final Profile UNKNOWN = new Profile(null, null);

    public Profile {
        requireShort(name, "name");
        requireShort(email, "email");
    }

    private static void requireShort(@Nullable String text, String what) {
        if (text != null && text.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException(
                    what + " has " + text.length() + " characters, expected at most " + MOST_CHARACTERS);
        }
    }

    @Override
    public String toString() {
        return "Profile[not told]";
    }
}
