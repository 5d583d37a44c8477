package dev.weft.engine.content.rules;

import dev.weft.engine.content.CanonicalUuid;
import dev.weft.engine.content.Position;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Positions break no rules: what is none is dropped, and its node laid out by itself. Entries of vanished nodes are harmless. */
final class Positions {
    private Positions() {}

    static Map<UUID, Position> wellFormed(Map<String, @Nullable Object> positions) {
        Map<UUID, Position> wellFormed = new HashMap<>();
        positions.forEach((key, value) -> {
            Optional<UUID> node = CanonicalUuid.parseLowerCase(key);
            Position position = value instanceof Map<?, ?> object ? position(object) : null;
            if (node.isPresent() && position != null) {
                wellFormed.put(node.get(), position);
            }
        });
        return wellFormed;
    }

    private static @Nullable Position position(Map<?, ?> object) {
        return object.get("x") instanceof Number x
                        && object.get("y") instanceof Number y
                        && Double.isFinite(x.doubleValue())
                        && Double.isFinite(y.doubleValue())
                ? new Position(x.doubleValue(), y.doubleValue())
                : null;
    }
}
