package dev.weft.crdt;

import java.util.Locale;

/**
 * Says who changed a piece of text: what becomes its attribute {@code ychange} in the difference of two snapshots.
 *
 * <p>Source: yjs 13.6, {@code src/types/YText.js}, {@code toDelta}.
 */
@FunctionalInterface
public interface ComputeYChange {
    /** What happened to the piece from the earlier snapshot to the later one. */
    enum Change {
        ADDED,
        REMOVED;

        /** {@code added} or {@code removed}, as Yjs has it. */
        public String jsonName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param id of the piece's first unit */
    Object compute(Change change, Id id);
}
