package dev.weft.engine.workflow;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/**
 * One Yjs update, format 1, exactly as it was received.
 *
 * @param bytes owned by this record from its construction on: nobody may change them, nor those that {@link #bytes()} returns
 */
public record UpdateBytes(@JsonValue byte[] bytes) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public UpdateBytes {}

    /**
     * What an edit changed, as an update.
     *
     * @param change empty if that is nothing
     */
    public static UpdateBytes ofChange(Optional<byte[]> change) {
        return new UpdateBytes(change.orElseGet(() -> new byte[] {0, 0}));
    }

    public int lengthBytes() {
        return bytes.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UpdateBytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "update of " + bytes.length + " bytes";
    }
}
