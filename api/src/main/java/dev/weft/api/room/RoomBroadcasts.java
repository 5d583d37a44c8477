package dev.weft.api.room;

import dev.weft.engine.workflow.WorkflowId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Passes on what clients tell everybody in a room of this node, themselves included. Nothing is kept. Safe for use by many threads. */
public final class RoomBroadcasts {

    private final Map<WorkflowId, Set<Consumer<RoomPush>>> listeners = new ConcurrentHashMap<>();

    /** Somebody who is told from now on, each time on a thread of its own. */
    public void enter(WorkflowId room, Consumer<RoomPush> listener) {
        listeners.compute(room, (id, present) -> {
            Set<Consumer<RoomPush>> all = present == null ? ConcurrentHashMap.newKeySet() : present;
            all.add(listener);
            return all;
        });
    }

    /** Does nothing if the listener isn't there. */
    public void leave(WorkflowId room, Consumer<RoomPush> listener) {
        listeners.computeIfPresent(room, (id, present) -> {
            present.remove(listener);
            return present.isEmpty() ? null : present;
        });
    }

    void tellAll(WorkflowId room, RoomPush push) {
        listeners
                .getOrDefault(room, Set.of())
                .forEach(listener -> Thread.startVirtualThread(() -> listener.accept(push)));
    }
}
