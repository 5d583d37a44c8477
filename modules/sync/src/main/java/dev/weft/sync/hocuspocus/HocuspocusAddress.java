package dev.weft.sync.hocuspocus;

import org.jspecify.annotations.Nullable;

/**
 * Which document on a socket a frame is about: the document's name, and in providers from 4 on that ask for it a session,
 * so that one socket can hold the same document twice. A provider ignores frames at any other address than its own.
 *
 * @param documentName not blank, without U+0000
 * @param sessionId    short random text that the provider made, or null
 */
public record HocuspocusAddress(
        String documentName, @Nullable String sessionId) {
    private static final char SEPARATOR = '\0';

    public HocuspocusAddress {
        if (documentName.isBlank() || documentName.indexOf(SEPARATOR) >= 0) {
            throw new IllegalArgumentException("not a document name: '" + documentName + "'");
        }
    }

    /** Splits the text of a frame at the first U+0000; null if there is no name before it. */
    static @Nullable HocuspocusAddress parse(String text) {
        int separator = text.indexOf(SEPARATOR);
        String documentName = separator < 0 ? text : text.substring(0, separator);
        if (documentName.isBlank()) {
            return null;
        }
        return new HocuspocusAddress(documentName, separator < 0 ? null : text.substring(separator + 1));
    }

    /** The text as it stands in a frame. */
    @Override
    public String toString() {
        return sessionId == null ? documentName : documentName + SEPARATOR + sessionId;
    }
}
