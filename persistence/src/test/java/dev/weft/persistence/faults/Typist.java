package dev.weft.persistence.faults;

import dev.weft.crdt.Doc;
import dev.weft.crdt.YText;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Types into one document as long as it may, and remembers what was acknowledged and what it saw of others. Comes back when it is sent away, with all that it has.
 *
 * <p>{@link #run} belongs to one thread, what the document says to others.
 */
final class Typist implements ParticipantSocket, Runnable {

    static final ProjectId PROJECT = new ProjectId(new UUID(0, 1));

    private static final Principal ADA = Principal.withRole("ada", PROJECT, Role.EDITOR);
    private static final long MILLIS_BETWEEN_EDITS = 5;
    private static final int LONGEST_TEXT = 200;

    final WorkflowId workflowId;
    private final Node node;
    private final Doc doc = new Doc();
    private final Set<UpdateBytes> made = new LinkedHashSet<>();

    /** These three are guarded by the first. */
    private final Set<UpdateBytes> acknowledged = new LinkedHashSet<>();

    private final Set<UpdateBytes> seen = new LinkedHashSet<>();
    private final List<String> refusals = new ArrayList<>();
    private final AtomicBoolean sentAway = new AtomicBoolean();
    private volatile boolean stopped;
    private @Nullable UpdateBytes newest;
    private @Nullable Participant participant;

    Typist(Node node, WorkflowId workflowId) {
        this.node = node;
        this.workflowId = workflowId;
        doc.onUpdate((update, origin, transaction) -> {
            newest = new UpdateBytes(update.clone());
            made.add(newest);
        });
    }

    @Override
    public void run() {
        try {
            enter();
            for (int edit = 0; !stopped; edit++) {
                comeBackIfSentAway();
                type(edit + " ");
                participant.receive(new ClientMessage.Update(made.size(), newest.bytes()));
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

    /** At the front of a text that is cut off behind, so that a long session makes no large document. */
    private void type(String text) {
        doc.transact(_ -> {
            YText typed = doc.getText("text");
            typed.insert(0, text);
            if (typed.length() > LONGEST_TEXT) {
                typed.delete(LONGEST_TEXT, typed.length() - LONGEST_TEXT);
            }
        });
    }

    private void enter() {
        participant = node.engine
                .hosts()
                .enter(new Admission(workflowId, PROJECT, null, ADA, new SessionId("typist"), null, null), this);
    }

    private void comeBackIfSentAway() throws InterruptedException {
        if (sentAway.compareAndSet(true, false)) {
            participant.leave();
            enter();
            Set<UpdateBytes> missing = new LinkedHashSet<>(made);
            missing.removeAll(acknowledged());
            for (UpdateBytes update : missing) {
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
            case ServerMessage.Update(UpdateBytes update) -> {
                synchronized (acknowledged) {
                    seen.add(update);
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

    Set<UpdateBytes> acknowledged() {
        synchronized (acknowledged) {
            return Set.copyOf(acknowledged);
        }
    }

    int acknowledgedCount() {
        synchronized (acknowledged) {
            return acknowledged.size();
        }
    }

    /** Updates of others. */
    Set<UpdateBytes> seen() {
        synchronized (acknowledged) {
            return Set.copyOf(seen);
        }
    }

    List<String> refusals() {
        synchronized (acknowledged) {
            return List.copyOf(refusals);
        }
    }

    private boolean hasAllAcknowledged() {
        return acknowledgedCount() == made.size();
    }
}
