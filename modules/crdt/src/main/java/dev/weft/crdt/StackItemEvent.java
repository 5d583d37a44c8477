package dev.weft.crdt;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something happened to a step of an {@link UndoManager}.
 *
 * @param type   what the step is for; of one that was popped, what was done with it
 * @param origin of the transaction that made the step; of one that was popped, the undo manager
 * @param changedParentTypes types that the transaction changed, or types inside them, with the events
 */
public record StackItemEvent(
        StackItem stackItem, Type type, @Nullable Object origin, Map<YType, List<YEvent>> changedParentTypes) {
    /** What steps are for. */
    public enum Type {
        /** Takes back. */
        UNDO,
        /** Does again. */
        REDO
    }
}
