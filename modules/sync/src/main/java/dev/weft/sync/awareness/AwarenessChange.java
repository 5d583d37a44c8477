package dev.weft.sync.awareness;

import java.util.List;
import java.util.stream.Stream;

/**
 * What an update did to an {@link Awareness}, as client ids in the order of the update.
 *
 * @param added   clients that had no state before
 * @param updated clients whose state is new or was renewed; includes those in {@code changed}
 * @param changed clients whose state is another text than before
 * @param removed clients that are gone, also those whose absence was told again with a greater clock
 */
public record AwarenessChange(List<Long> added, List<Long> updated, List<Long> changed, List<Long> removed) {
    public AwarenessChange {
        added = List.copyOf(added);
        updated = List.copyOf(updated);
        changed = List.copyOf(changed);
        removed = List.copyOf(removed);
    }

    /** Everyone that others must be told about: whoever was added, updated or removed. */
    public List<Long> clientIds() {
        return Stream.of(added, updated, removed).flatMap(List::stream).toList();
    }

    /** True if every entry of the update was old news. */
    public boolean isEmpty() {
        return added.isEmpty() && updated.isEmpty() && removed.isEmpty();
    }
}
