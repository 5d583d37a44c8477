package dev.weft.engine.host;

import dev.weft.engine.request.Plan;
import dev.weft.engine.workflow.EventOrigin;
import dev.weft.engine.workflow.HostEvent;
import dev.weft.engine.workflow.UpdateBytes;
import dev.weft.engine.workflow.UpdatesAppended;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The updates that are not durable yet: those of the one append that is under way, and those that wait for the next. No timer is needed: all that came
 * during one append goes with the next.
 */
final class AppendWindow {
    private final int maxBatchBytes;
    private final int maxBatchUpdates;

    private LinkedHashMap<UpdateBytes, WaitingUpdate> waiting = new LinkedHashMap<>();
    private @Nullable Append inflight;

    AppendWindow(int maxBatchBytes, int maxBatchUpdates) {
        this.maxBatchBytes = maxBatchBytes;
        this.maxBatchUpdates = maxBatchUpdates;
    }

    /** One append, from its first attempt until the log has told what became of it. */
    static final class Append {
        private final UUID id;
        private final long expectedSequence;
        private final LinkedHashMap<UpdateBytes, WaitingUpdate> updates;
        private final HostEvent event;
        private final EventOrigin origin;
        private final @Nullable PlannedRequest request;
        private int failedAttempts;

        private Append(UUID id, long expectedSequence, LinkedHashMap<UpdateBytes, WaitingUpdate> updates) {
            this.id = id;
            this.expectedSequence = expectedSequence;
            this.updates = updates;
            UpdatesAppended appended = new UpdatesAppended(
                    id, updates.values().stream().map(WaitingUpdate::appended).toList());
            this.event = appended;
            this.origin = EventOrigin.ofFirst(
                    appended, updates.values().iterator().next().traceId());
            this.request = null;
        }

        private Append(long expectedSequence, HostEvent repair, EventOrigin origin) {
            this.id = repair.appendId();
            this.expectedSequence = expectedSequence;
            this.updates = new LinkedHashMap<>();
            this.event = repair;
            this.origin = origin;
            this.request = null;
        }

        private Append(long expectedSequence, PlannedRequest request) {
            this.id = request.plan().event().appendId();
            this.expectedSequence = expectedSequence;
            this.updates = new LinkedHashMap<>();
            this.event = request.plan().event();
            this.origin = request.plan().origin(request.pending().requester());
            this.request = request;
        }

        UUID id() {
            return id;
        }

        long expectedSequence() {
            return expectedSequence;
        }

        /** The same object at each attempt. */
        HostEvent event() {
            return event;
        }

        EventOrigin origin() {
            return origin;
        }

        /** Neither what participants sent, nor a request: the host mends its document. */
        boolean isRepair() {
            return request == null && updates.isEmpty();
        }

        /** The request that this carries out; null for what participants sent. */
        @Nullable
        PlannedRequest request() {
            return request;
        }

        /** What participants sent. */
        Collection<WaitingUpdate> updates() {
            return updates.values();
        }

        /** Counts an attempt without outcome; says how many there were. */
        int countFailedAttempt() {
            return ++failedAttempts;
        }
    }

    /** A request, and how it is to be carried out. */
    record PlannedRequest(PendingRequest pending, Plan.Append plan) {}

    /** Waits together with the same update if that is here already. */
    void add(WaitingUpdate update, Frame frame) {
        UpdateBytes bytes = update.appended().update();
        WaitingUpdate same = inflight == null ? null : inflight.updates.get(bytes);
        if (same == null) {
            same = waiting.get(bytes);
        }
        if (same == null) {
            waiting.put(bytes, update);
        } else {
            same.add(frame);
        }
    }

    /** The append under way, or null. */
    @Nullable
    Append inflight() {
        return inflight;
    }

    boolean isEmpty() {
        return inflight == null && waiting.isEmpty();
    }

    boolean canSend() {
        return inflight == null && !waiting.isEmpty();
    }

    boolean hasWaiting() {
        return !waiting.isEmpty();
    }

    /** Puts what waits under way, the first of it if it is too much for one event. Call only if {@link #canSend()}. */
    Append send(UUID appendId, long expectedSequence) {
        LinkedHashMap<UpdateBytes, WaitingUpdate> batch = new LinkedHashMap<>();
        long batchBytes = 0;
        Iterator<WaitingUpdate> next = waiting.values().iterator();
        while (next.hasNext() && batch.size() < maxBatchUpdates) {
            WaitingUpdate update = next.next();
            UpdateBytes bytes = update.appended().update();
            if (!batch.isEmpty() && batchBytes + bytes.lengthBytes() > maxBatchBytes) {
                break;
            }
            batchBytes += bytes.lengthBytes();
            batch.put(bytes, update);
            next.remove();
        }
        inflight = new Append(appendId, expectedSequence, batch);
        return inflight;
    }

    /** Puts a request under way. Call only if nothing is. */
    Append send(PlannedRequest request, long expectedSequence) {
        inflight = new Append(expectedSequence, request);
        return inflight;
    }

    /** Puts a repair under way. Call only if nothing is. */
    Append send(HostEvent repair, EventOrigin origin, long expectedSequence) {
        inflight = new Append(expectedSequence, repair, origin);
        return inflight;
    }

    /** The append under way is in the log. */
    void committed() {
        inflight = null;
    }

    /**
     * The append under way can never get in: what participants sent waits again, before all else.
     *
     * @return the request that has to be planned anew, if it was one
     */
    Optional<PendingRequest> takeBack() {
        if (inflight == null) {
            return Optional.empty();
        }
        PlannedRequest request = inflight.request;
        LinkedHashMap<UpdateBytes, WaitingUpdate> all = inflight.updates;
        all.putAll(waiting);
        waiting = all;
        inflight = null;
        return Optional.ofNullable(request).map(PlannedRequest::pending);
    }

    /** Takes out what waits and has become durable by somebody else's doing. */
    List<WaitingUpdate> removeWaiting(Predicate<UpdateBytes> durable) {
        List<WaitingUpdate> removed = new ArrayList<>();
        waiting.values().removeIf(update -> {
            boolean isDurable = durable.test(update.appended().update());
            if (isDurable) {
                removed.add(update);
            }
            return isDurable;
        });
        return removed;
    }
}
