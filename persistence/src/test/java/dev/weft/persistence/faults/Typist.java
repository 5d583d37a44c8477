package dev.weft.persistence.faults;

import dev.weft.crdt.Doc;
import dev.weft.engine.Engine;
import dev.weft.engine.access.Principal;
import dev.weft.engine.access.Role;
import dev.weft.engine.host.Admission;
import dev.weft.engine.host.ClientMessage;
import dev.weft.engine.host.CloseReason;
import dev.weft.engine.host.OutboundMessage;
import dev.weft.engine.host.Participant;
import dev.weft.engine.host.ParticipantSocket;
import dev.weft.engine.host.ServerMessage;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.SessionId;
import dev.weft.engine.workflow.UpdateBytes;
import dev.weft.engine.workflow.WorkflowId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Types into one document as long as it may, and remembers what was acknowledged. Comes back when it is sent away, with all that it has.
 *
 * <p>{@link #run} belongs to one thread, what the document says to others.
 */
final class Typist implements ParticipantSocket, Runnable {

    static final ProjectId PROJECT = new ProjectId(new UUID(0, 1));

    private static final Principal ADA = Principal.withRole("ada", PROJECT, Role.EDITOR);
    private static final long MILLIS_BETWEEN_EDITS = 5;

    final WorkflowId workflowId;
    private final Engine engine;
    private final Doc doc = new Doc();
    private final List<UpdateBytes> made = new ArrayList<>();
    private final List<UpdateBytes> acknowledged = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();
    private final AtomicBoolean sentAway = new AtomicBoolean();
    private volatile boolean stopped;
    private @Nullable Participant participant;

    Typist(Engine engine, WorkflowId workflowId) {
        this.engine = engine;
        this.workflowId = workflowId;
        doc.onUpdate((update, origin, transaction) -> made.add(new UpdateBytes(update.clone())));
    }

    @Override
    public void run() {
        try {
            enter();
            for (int edit = 0; !stopped; edit++) {
                comeBackIfSentAway();
                doc.getText("text").insert(0, edit + " ");
                participant.receive(
                        new ClientMessage.Update(made.size(), made.getLast().bytes()));
                Thread.sleep(MILLIS_BETWEEN_EDITS);
            }
            while (!hasAllAcknowledged()) {
                comeBackIfSentAway();
                Thread.sleep(MILLIS_BETWEEN_EDITS);
            }
            participant.leave();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void enter() {
        participant = engine.hosts()
                .enter(new Admission(workflowId, PROJECT, null, ADA, new SessionId("typist"), null, null), this);
    }

    private void comeBackIfSentAway() throws InterruptedException {
        if (sentAway.compareAndSet(true, false)) {
            participant.leave();
            enter();
            for (UpdateBytes update : made) {
                participant.receive(new ClientMessage.Update(0, update.bytes()));
            }
        }
    }

    /** Types no more, and stays until all is acknowledged. */
    void stop() {
        stopped = true;
    }

    @Override
    public void send(OutboundMessage outbound) {
        switch (outbound.message()) {
            case ServerMessage.Acknowledged(long frame, UpdateBytes update) -> {
                synchronized (acknowledged) {
                    acknowledged.add(update);
                }
            }
            case ServerMessage.Refused(long frame, var reason) -> {
                synchronized (acknowledged) {
                    refusals.add(reason.text());
                }
            }
            case ServerMessage other -> {}
        }
    }

    @Override
    public void close(CloseReason reason) {
        sentAway.set(true);
    }

    List<UpdateBytes> acknowledged() {
        synchronized (acknowledged) {
            return List.copyOf(acknowledged);
        }
    }

    List<String> refusals() {
        synchronized (acknowledged) {
            return List.copyOf(refusals);
        }
    }

    private boolean hasAllAcknowledged() {
        return acknowledged().containsAll(made);
    }

    /** What this typist has written; call when {@link #run} has ended. */
    Doc doc() {
        return doc;
    }
}
