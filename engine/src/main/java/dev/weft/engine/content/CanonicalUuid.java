package dev.weft.engine.content;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Reads UUIDs in the canonical form of 36 characters only: {@link UUID#fromString} takes {@code 1-1-1-1-1} for one too. */
public final class CanonicalUuid {
    private CanonicalUuid() {}

    public static Optional<UUID> parse(String text) {
        if (text.length() != 36) {
            return Optional.empty();
        }
        try {
            UUID uuid = UUID.fromString(text);
            return uuid.toString().equals(text.toLowerCase(Locale.ROOT)) ? Optional.of(uuid) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** As {@link #parse}, and in lower case only: so each id has one text. */
    public static Optional<UUID> parseLowerCase(String text) {
        return parse(text).filter(uuid -> uuid.toString().equals(text));
    }
}
