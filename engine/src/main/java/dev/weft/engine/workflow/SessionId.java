package dev.weft.engine.workflow;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * One client's editing session: a browser tab from load to close, whatever happens to its sockets meanwhile. Chosen by the client; the server draws one
 * for a connection that names none.
 *
 * @param value 1 to {@value #MAX_LENGTH} visible ASCII characters
 */
public record SessionId(@JsonValue String value) {
    public static final int MAX_LENGTH = 128;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SessionId {
        if (value.isEmpty()
                || value.length() > MAX_LENGTH
                || !value.chars().allMatch(character -> character > ' ' && character < 0x7f)) {
            throw new IllegalArgumentException(
                    "a session is 1 to " + MAX_LENGTH + " visible ASCII characters, not '" + value + "'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
