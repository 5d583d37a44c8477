package dev.weft.engine.host;

import dev.weft.crdt.Doc;
import dev.weft.engine.log.EventLog;
import dev.weft.engine.log.LogUnavailableException;
import dev.weft.engine.log.RecordedEvent;
import dev.weft.engine.request.InMemoryUniqueNames;
import dev.weft.engine.request.UniqueNames;
import dev.weft.engine.workflow.HostEvent;
import dev.weft.engine.workflow.UpdateBytes;
import dev.weft.engine.workflow.WorkflowCreated;
import dev.weft.engine.workflow.WorkflowEvent;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.engine.workflow.WorkflowStanding;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The event store of a simulated cluster: a log with a unique key, the appends that are on their way to it, and what it knows for the invariants: the
 * document after each event, by applying nothing but the log.
 */
final class SimulatedStore implements EventLog {
    private final FakeLog log = new FakeLog();
    private final List<Request> undecided = new ArrayList<>();
    private final Doc fold = new Doc();
    private final List<byte[]> folds = new ArrayList<>();
    private final Set<UUID> appendIds = new HashSet<>();
    private final Set<UpdateBytes> updates = new HashSet<>();
    private final UniqueNames names = new InMemoryUniqueNames(InstantSource.system());
    private WorkflowStanding standing;
    private int readsToFail;

    /** One attempt on its way. A node that has crashed won't hear of it, but the store may still decide it. */
    record Request(SimulatedNode node, int nodeLife, long expectedSequence, HostEvent event) {}

    SimulatedStore(WorkflowEvent created) {
        append(0, created);
    }

    /** Versions have no gaps, whoever saves on which node. */
    private static WorkflowStanding after(long sequence, WorkflowEvent event, WorkflowStanding before) {
        event.newVersion().ifPresent(version -> {
            if (version.lockVersion() != before.lockVersion() + 1) {
                throw new AssertionError("version " + version.lockVersion() + " after version " + before.lockVersion());
            }
        });
        return before.after(sequence, event, Map.of());
    }

    WorkflowStanding standing() {
        return standing;
    }

    UniqueNames names() {
        return names;
    }

    void take(Request request) {
        undecided.add(request);
    }

    List<Request> undecided() {
        return undecided;
    }

    /** @return whether the event is in the log now, by this attempt */
    boolean decide(Request request) {
        undecided.remove(request);
        if (request.expectedSequence() < log.length()) {
            return false;
        }
        HostEvent event = request.event();
        if (!appendIds.add(event.appendId())) {
            throw new AssertionError("append " + event.appendId() + " would be in the log twice");
        }
        append(request.expectedSequence(), event);
        return true;
    }

    private void append(long sequence, WorkflowEvent event) {
        standing = event instanceof WorkflowCreated created
                ? WorkflowStanding.of(created)
                : after(sequence, event, standing);
        List<UpdateBytes> eventUpdates = event.documentUpdates();
        log.append(sequence, event);
        eventUpdates.forEach(update -> fold.applyUpdate(update.bytes()));
        folds.add(fold.encodeStateAsUpdate());
        updates.addAll(eventUpdates);
    }

    /** The attempt never arrives. */
    void lose(Request request) {
        undecided.remove(request);
    }

    int length() {
        return log.length();
    }

    /** The document as the first {@code events} events make it. */
    byte[] foldOf(long events) {
        return folds.get((int) events - 1);
    }

    byte[] lastFold() {
        return folds.getLast();
    }

    boolean holds(UpdateBytes update) {
        return updates.contains(update);
    }

    /** Whether the update is in the log, or all of it is by way of others. */
    boolean holdsAllOf(UpdateBytes update) {
        return holds(update) || fold.contains(update.bytes());
    }

    /** Whether something in the log waits for what isn't there. */
    boolean hasPending() {
        return fold.hasPending();
    }

    void failNextRead() {
        readsToFail = 1;
    }

    void heal() {
        readsToFail = 0;
    }

    @Override
    public List<RecordedEvent> read(WorkflowId workflowId, long fromSequence, int limit) {
        if (readsToFail > 0) {
            readsToFail--;
            throw new LogUnavailableException("the store can't be reached");
        }
        return log.read(workflowId, fromSequence, limit);
    }
}
