package dev.weft.api.room;

import dev.weft.engine.host.Admission;
import dev.weft.engine.workflow.WorkflowId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Passes on what clients tell everybody at the live document of a workflow on this node, themselves included. Who looks at a version hears nothing of that.
 * Nothing is kept. Safe for use by many threads.
 */
public final class RoomBroadcasts {

    private final Map<WorkflowId, Set<Consumer<RoomPush>>> listeners = new ConcurrentHashMap<>();

    /** Somebody who is told from now on, each time on a thread of its own. */
    public void enter(Admission at, Consumer<RoomPush> listener) {
        if (at.version() != null) {
            return;
        }
        listeners.compute(at.workflowId(), (id, present) -> {
            Set<Consumer<RoomPush>> all = present == null ? ConcurrentHashMap.newKeySet() : present;
            all.add(listener);
            return all;
        });
    }

    /** Does nothing if the listener isn't there. */
    public void leave(Admission at, Consumer<RoomPush> listener) {
        listeners.computeIfPresent(at.workflowId(), (id, present) -> {
            present.remove(listener);
            return present.isEmpty() ? null : present;
        });
    }

    void tellAll(WorkflowId workflow, RoomPush push) {
        listeners
                .getOrDefault(workflow, Set.of())
                .forEach(listener -> Thread.startVirtualThread(() -> listener.accept(push)));
    }
}
