package dev.weft.engine.host;

import dev.weft.crdt.Doc;
import dev.weft.crdt.update.MalformedUpdateException;
import dev.weft.crdt.update.UpdateCursor;
import dev.weft.crdt.update.UpdateFormat;
import dev.weft.engine.access.ProjectAccess;
import dev.weft.engine.access.Role;
import dev.weft.engine.host.AppendWindow.Append;
import dev.weft.engine.host.AppendWindow.PlannedRequest;
import dev.weft.engine.log.AppendOutcome;
import dev.weft.engine.log.EventLog;
import dev.weft.engine.log.LogUnavailableException;
import dev.weft.engine.log.RecordedEvent;
import dev.weft.engine.log.RootCause;
import dev.weft.engine.request.Plan;
import dev.weft.engine.request.RequestOutcome;
import dev.weft.engine.request.RequestPlanner;
import dev.weft.engine.request.RequestRefusal;
import dev.weft.engine.trace.Trace;
import dev.weft.engine.workflow.AppendedUpdate;
import dev.weft.engine.workflow.EventOrigin;
import dev.weft.engine.workflow.HostEvent;
import dev.weft.engine.workflow.Lifecycle;
import dev.weft.engine.workflow.UpdateBytes;
import dev.weft.engine.workflow.UpdatesAppended;
import dev.weft.engine.workflow.WorkflowEvent;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.engine.workflow.WorkflowRefusal;
import dev.weft.engine.workflow.WorkflowStanding;
import dev.weft.sync.awareness.AwarenessUpdate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one open document equal to its stream and tells its participants.
 *
 * <p>A state machine: each method is one message, and they come one at a time. An update goes through three stations: it is taken in (checked, and put in
 * the {@link AppendWindow}), it is appended to the log, and only then it is applied, relayed and acknowledged. So the document in memory never holds what
 * the log doesn't, and a failed append leaves nothing to undo.
 *
 * <p>Other nodes may write to the stream at any time. The sequence an append expects tells: if it is taken, the host reads on, relays what it finds, and
 * appends again what is still missing. An append whose outcome is unknown is sent again unchanged until the stream shows it or somebody else's event in
 * its place; the unique key lets no more than one of the attempts in.
 *
 * <p>An update that builds upon something missing is appended and relayed like any other: its sender may be gone before the missing part comes, and every
 * replica can wait for that as well as this one. {@link HostSettings#maxPendingBytes} bounds what may wait.
 *
 * <p>An {@link IllegalStateException} from any method means a broken invariant: drop this host and build another from the log.
 */
final class DocumentHost {
    private static final Logger log = LoggerFactory.getLogger(DocumentHost.class);

    /**
     * After which a document takes no more updates. One event names fewer than half as many as it has bytes, 1 MiB by default, so that with it, and with those
     * of the server's own edits, the document stays far below {@link Doc#MAX_CLIENTS}.
     */
    static final int MOST_CLIENTS = Doc.MAX_CLIENTS / 2;

    private final WorkflowId workflowId;
    private final HostSettings settings;
    private final EventLog eventLog;
    private final HostEffects effects;
    private final InstantSource clock;
    private final Supplier<UUID> appendIds;

    private final DocumentFold fold;
    private final HostSituation situation;
    private final Planning planning;
    private final AppendWindow window;
    private final RequestQueue requests;
    private final Audience audience;
    private final AppendPace pace;

    DocumentHost(
            WorkflowId workflowId,
            HostSettings settings,
            EventLog eventLog,
            ProjectAccess access,
            RequestPlanner planner,
            HostEffects effects,
            InstantSource clock,
            Supplier<UUID> appendIds,
            long serverClientId) {
        this.workflowId = workflowId;
        this.settings = settings;
        this.eventLog = eventLog;
        this.effects = effects;
        this.clock = clock;
        this.appendIds = appendIds;
        fold = new DocumentFold(workflowId);
        situation = new HostSituation(workflowId, fold, eventLog, clock, serverClientId);
        audience = new Audience(settings, access, effects, clock);
        pace = new AppendPace(clock);
        planning = new Planning(audience.access(), planner, situation, appendIds);
        window = new AppendWindow(settings.maxBatchBytes(), settings.maxBatchUpdates());
        requests = new RequestQueue(settings.maxWaitingRequests());
    }

    /**
     * Loads the document; the first message of all.
     *
     * @return whether the workflow exists
     * @throws LogUnavailableException if the log can't be read now
     */
    boolean load(DocumentCheckpoints checkpoints) {
        fold.beginWith(checkpoints);
        readTail();
        return fold.isCreated();
    }

    /** Those who are here. What is asked of them alone doesn't concern the document. */
    Audience audience() {
        return audience;
    }

    /** Of a participant that is not here any more, or never was, updates are still taken. */
    void receive(Seat seat, ClientMessage message) {
        Optional<Role> role = audience.roleOf(seat);
        switch (message) {
            case ClientMessage.Step2(long number, byte[] update) ->
                takeIn(new Frame(seat, number, new UpdateBytes(update)), role, true);
            case ClientMessage.Update(long number, byte[] update) ->
                takeIn(new Frame(seat, number, new UpdateBytes(update)), role, false);
            case ClientMessage unanswered when role.isEmpty() -> {}
            case ClientMessage.Step1(byte[] stateVector) -> answerStep1(seat, stateVector);
            case ClientMessage.Awareness(AwarenessUpdate update) -> audience.receive(seat, update);
            case ClientMessage.AwarenessQuery() -> audience.answerAwarenessQuery(seat);
        }
    }

    private void answerStep1(Seat seat, byte[] stateVector) {
        long now = clock.millis();
        byte[] missing;
        try {
            missing = fold.stateAsUpdate(stateVector);
        } catch (MalformedUpdateException e) {
            seat.send(
                    new OutboundMessage(new ServerMessage.Refused(
                            ServerMessage.Refused.NO_FRAME, new FrameRefusal.Malformed(e.getMessage()))),
                    now);
            return;
        }
        seat.send(
                new OutboundMessage(new ServerMessage.Step1Answer(missing, fold.stateVector(), audience.awareness())),
                now);
    }

    /** Time has passed. */
    void tick() {
        audience.tick();
        fold.restIfUnused();
    }

    /** Keeps no more in memory than what has to be there. */
    void rest() {
        fold.rest();
    }

    /** Roughly. */
    long memoryBytes() {
        return fold.memoryBytes();
    }

    private void takeIn(Frame frame, Optional<Role> role, boolean isStep2) {
        if (role.isEmpty()) {
            frame.refuse(new FrameRefusal.ReadOnly(), clock.millis());
            return;
        }
        Optional<FrameRefusal> defect = defectOf(frame.update());
        if (defect.isPresent()) {
            frame.refuse(defect.get(), clock.millis());
        } else if (!role.get().mayWrite()) {
            takeInFromReader(frame, isStep2);
        } else if (fold.standing().lifecycle() == Lifecycle.PURGED) {
            frame.refuse(new FrameRefusal.WorkflowGone(), clock.millis());
        } else if (fold.contains(frame.update())) {
            frame.acknowledge(clock.millis());
        } else {
            takeInNew(frame);
        }
    }

    /** A reader, too, answers Step1 by Step2, which holds nothing new as long as it only reads. */
    private void takeInFromReader(Frame frame, boolean isStep2) {
        if (isStep2 && fold.contains(frame.update())) {
            frame.acknowledge(clock.millis());
        } else {
            frame.refuse(new FrameRefusal.ReadOnly(), clock.millis());
        }
    }

    private void takeInNew(Frame frame) {
        Optional<FrameRefusal> excess = excessOf(frame.update());
        if (excess.isPresent()) {
            frame.refuse(excess.get(), clock.millis());
            return;
        }
        Admission from = frame.seat().admission();
        AppendedUpdate appended =
                new AppendedUpdate(frame.update(), from.principal().id(), from.session(), from.tool(), clock.millis());
        log.debug(
                "workflow {}: {} bytes wait for their append",
                workflowId,
                frame.update().lengthBytes());
        window.add(new WaitingUpdate(appended, frame), frame);
        sendWhatWaits();
    }

    private Optional<FrameRefusal> defectOf(UpdateBytes update) {
        if (update.lengthBytes() > settings.maxUpdateBytes()) {
            return Optional.of(new FrameRefusal.LimitExceeded("an update of " + update.lengthBytes()
                    + " bytes is too large: the most is " + settings.maxUpdateBytes()));
        }
        try {
            UpdateCursor.of(update.bytes(), UpdateFormat.V1).validate();
            return Optional.empty();
        } catch (MalformedUpdateException e) {
            return Optional.of(new FrameRefusal.Malformed(e.getMessage()));
        }
    }

    private Optional<FrameRefusal> excessOf(UpdateBytes update) {
        if (!fold.hasRoomFor(update.lengthBytes(), settings.maxDocumentBytes())) {
            return Optional.of(new FrameRefusal.LimitExceeded(
                    "the document is full: the most is " + settings.maxDocumentBytes() + " bytes"));
        }
        if (fold.pendingBytes() + update.lengthBytes() > settings.maxPendingBytes()
                && !fold.hasAllThatIsNeededBy(update)) {
            return Optional.of(new FrameRefusal.LimitExceeded("the update builds upon others that are missing, and "
                    + fold.pendingBytes() + " bytes wait for such already: the most is " + settings.maxPendingBytes()));
        }
        return Optional.empty();
    }

    /** Takes a request in; it is answered in its turn. */
    void receive(PendingRequest request) {
        if (requests.add(request)) {
            sendWhatWaits();
        } else {
            request.refuse(new RequestRefusal.Internal("too many requests wait for this document, try again"));
        }
    }

    private void sendWhatWaits() {
        while (window.inflight() == null) {
            refuseWhatWaitsIfOutOfClients();
            Optional<UpdatesAppended> repair = situation.repair(appendIds);
            Optional<PendingRequest> next = repair.isPresent() ? Optional.empty() : requests.next(window.hasWaiting());
            if (repair.isPresent()) {
                send(window.send(
                        repair.get(), EventOrigin.ofFirst(repair.get(), Trace.current()), fold.nextSequence()));
            } else if (next.isPresent()) {
                carryOut(next.get());
            } else if (window.canSend()) {
                long waitMillis = pace.waitMillis(audience.size());
                if (waitMillis > 0) {
                    effects.sendLater(waitMillis);
                    return;
                }
                requests.updatesSent();
                Append append = window.send(appendIds.get(), fold.nextSequence());
                pace.sent(append.updates().size());
                send(append);
            } else {
                return;
            }
        }
    }

    /** The while asked for by {@link HostEffects#sendLater} is over. */
    void sendDue() {
        sendWhatWaits();
    }

    /**
     * Just before an append, when the document is as the log makes it, and only then: an update that gets into the log and can't be applied would make the
     * document unreadable for ever.
     */
    private void refuseWhatWaitsIfOutOfClients() {
        if (window.hasWaiting() && fold.clientCount() > MOST_CLIENTS) {
            FrameRefusal refusal = new FrameRefusal.LimitExceeded("the document is full: " + fold.clientCount()
                    + " clients have changed it, the most is " + MOST_CLIENTS);
            for (WaitingUpdate update : window.removeWaiting(unused -> true)) {
                update.refuse(refusal, clock.millis());
            }
        }
    }

    private void send(Append append) {
        log.debug("workflow {}: append {} expects sequence {}", workflowId, append.id(), append.expectedSequence());
        effects.append(append.expectedSequence(), append.event(), append.origin());
    }

    /** Nothing is under way: what is planned now is true until it is decided. */
    private void carryOut(PendingRequest request) {
        switch (planning.planFor(request)) {
            case Plan.Answer(RequestOutcome outcome) -> request.answer(outcome);
            case Plan.Append append -> {
                requests.requestSent();
                send(window.send(new PlannedRequest(request, append), fold.nextSequence()));
            }
        }
    }

    /** An attempt has ended. Of an append that the stream has already told about, nobody wants to hear any more. */
    void appendFinished(UUID appendId, AppendOutcome outcome) {
        Append append = window.inflight();
        if (append == null || !append.id().equals(appendId)) {
            return;
        }
        switch (outcome) {
            case AppendOutcome.Committed() -> {
                committed(append);
                sendWhatWaits();
            }
            case AppendOutcome.Conflict() -> learnFromLog(append);
            case AppendOutcome.Refused(WorkflowRefusal reason) ->
                throw new IllegalStateException("workflow " + workflowId + ": append " + appendId + " of "
                        + append.event() + " is refused at the sequence it was built for: " + reason);
            case AppendOutcome.Unknown(Throwable cause) -> {
                log.warn(
                        "workflow {}: outcome of append {} unknown, to be tried again: {}",
                        workflowId,
                        appendId,
                        RootCause.of(cause));
                log.debug("the same in full", cause);
                learnFromLog(append);
            }
        }
    }

    /** The while asked for by {@link HostEffects#retryLater} is over. */
    void retry(UUID appendId) {
        Append append = window.inflight();
        if (append == null || !append.id().equals(appendId)) {
            return;
        }
        try {
            readTail();
        } catch (LogUnavailableException e) {
            effects.retryLater(appendId, append.countFailedAttempt());
            return;
        }
        if (window.inflight() == append) {
            effects.append(append.expectedSequence(), append.event(), append.origin());
        }
    }

    /** The stream may have grown. */
    void woken() {
        try {
            readTail();
        } catch (LogUnavailableException e) {
            log.debug("workflow {}: the log can't be read, the next poll will", workflowId, e);
        }
    }

    private void learnFromLog(Append append) {
        try {
            readTail();
        } catch (LogUnavailableException e) {
            log.warn("workflow {}: the log can't be read: {}", workflowId, RootCause.of(e));
        }
        if (window.inflight() == append) {
            effects.retryLater(append.id(), append.countFailedAttempt());
        }
    }

    /** Reads the stream to its end and brings document, participants and window up to it. */
    private void readTail() {
        List<RecordedEvent> events;
        boolean foreign = false;
        do {
            events = eventLog.read(workflowId, fold.nextSequence(), EventLog.EVENTS_PER_READ);
            for (RecordedEvent recorded : events) {
                foreign |= !takeFromLog(recorded);
            }
        } while (events.size() == EventLog.EVENTS_PER_READ);
        if (foreign) {
            settleWindow();
        }
        sendWhatWaits();
    }

    /** @return whether the event is our own append */
    private boolean takeFromLog(RecordedEvent recorded) {
        Append append = window.inflight();
        if (append != null
                && recorded.event() instanceof HostEvent event
                && event.appendId().equals(append.id())) {
            committed(append);
            return true;
        }
        fold.apply(recorded);
        happened(recorded.event(), seat -> false);
        return false;
    }

    /** After events of others: an append whose sequence one of them has is dead for good, and what they brought needs no append of ours. */
    private void settleWindow() {
        Append append = window.inflight();
        if (append != null && append.expectedSequence() < fold.nextSequence()) {
            if (append.isRepair()) {
                fold.suspectDuplicates();
            }
            window.takeBack().ifPresent(requests::putBack);
        }
        refuseWhatWaitsIfPurged();
        for (WaitingUpdate update : window.removeWaiting(fold::contains)) {
            update.acknowledge(clock.millis());
        }
    }

    private void refuseWhatWaitsIfPurged() {
        if (fold.standing().lifecycle() == Lifecycle.PURGED) {
            for (WaitingUpdate update : window.removeWaiting(unused -> true)) {
                update.refuse(new FrameRefusal.WorkflowGone(), clock.millis());
            }
        }
    }

    private void committed(Append append) {
        if (append.expectedSequence() != fold.nextSequence()) {
            throw new IllegalStateException("workflow " + workflowId + ": append " + append.id() + " is at sequence "
                    + append.expectedSequence() + " of the log, but event " + fold.nextSequence() + " is next");
        }
        fold.applyNext(append.event(), append.origin().metadata());
        window.committed();
        PlannedRequest request = append.request();
        if (append.isRepair()) {
            happened(append.event(), seat -> false);
        }
        if (request != null) {
            happened(append.event(), request.pending()::isOf);
            refuseWhatWaitsIfPurged();
            planning.committed(request.plan());
            request.pending().answer(request.plan().outcome());
        }
        audience.relay(append.updates());
        append.updates().forEach(update -> update.acknowledge(clock.millis()));
    }

    private void happened(WorkflowEvent event, Predicate<Seat> asked) {
        situation.happened(event);
        audience.tell(event, asked);
    }

    long nextSequence() {
        return fold.nextSequence();
    }

    /** Nothing under way, nothing waiting, nobody here. */
    boolean isIdle() {
        return isSettled() && audience.isEmpty();
    }

    /** Whether all that was received is durable, and all that was asked for answered. */
    boolean isSettled() {
        return window.isEmpty() && requests.isEmpty();
    }

    WorkflowStanding standing() {
        return fold.standing();
    }

    LiveDocument snapshot() {
        return fold.snapshot();
    }

    void closeAll(CloseReason reason) {
        audience.close(reason);
        Append append = window.inflight();
        if (append != null && append.request() != null) {
            append.request()
                    .pending()
                    .refuse(new RequestRefusal.Internal(
                            "the document was closed before it was known what became of this"));
        }
        requests.drain()
                .forEach(request -> request.refuse(new RequestRefusal.Internal("the document was closed, try again")));
    }
}
