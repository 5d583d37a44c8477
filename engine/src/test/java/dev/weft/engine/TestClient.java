package dev.weft.engine;

import dev.weft.crdt.Doc;
import dev.weft.crdt.DocOptions;
import dev.weft.engine.access.Principal;
import dev.weft.engine.access.Role;
import dev.weft.engine.host.ClientMessage;
import dev.weft.engine.host.CloseReason;
import dev.weft.engine.host.OutboundMessage;
import dev.weft.engine.host.Participant;
import dev.weft.engine.host.ParticipantSocket;
import dev.weft.engine.host.ServerMessage;
import dev.weft.engine.join.JoinOutcome;
import dev.weft.engine.join.JoinOutcome.Joined;
import dev.weft.engine.join.JoinRequest;
import dev.weft.engine.workflow.JoinAction;
import dev.weft.engine.workflow.JoinKind;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.SessionId;
import dev.weft.engine.workflow.WorkflowId;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A stock client without a network: joins, syncs, types, and keeps its document while it is away. Safe for use by many threads. */
final class TestClient {
    static final ProjectId PROJECT = new ProjectId(UUID.fromString("22222222-0000-4000-8000-000000000001"));
    private static final String TEXT = "text";
    private static final Object FROM_OTHERS = "from others";

    private final String name;
    private final Doc doc;
    private final Set<Long> unacknowledged = new HashSet<>();
    private byte @Nullable [] madeUpdate;
    private long frames;
    private boolean synced;
    private @Nullable Connection connection;
    private @Nullable CloseReason closed;

    TestClient(String name, long clientId) {
        this.name = name;
        doc = new Doc(DocOptions.defaults().withClientId(clientId));
        doc.getText(TEXT);
        doc.onUpdate((update, origin, transaction) -> madeUpdate = origin == FROM_OTHERS ? madeUpdate : update.clone());
    }

    /** Joins as a tab that always says it is new. */
    JoinKind join(Engine engine, WorkflowId workflow) throws InterruptedException {
        JoinOutcome outcome = engine.joining()
                .join(new JoinRequest(
                        workflow,
                        PROJECT,
                        JoinAction.NEW,
                        null,
                        Principal.withRole(name, PROJECT, Role.EDITOR),
                        new SessionId(name),
                        null,
                        null));
        if (!(outcome instanceof Joined(JoinKind kind, var admission))) {
            throw new AssertionError(name + " was refused: " + outcome);
        }
        Connection opening = new Connection();
        synchronized (this) {
            connection = opening;
            synced = false;
            closed = null;
            unacknowledged.clear();
            opening.participant = engine.hosts().enter(admission, opening);
        }
        opening.participant.receive(new ClientMessage.Step1(stateVector()));
        return kind;
    }

    private synchronized byte[] stateVector() {
        return doc.encodeStateVector();
    }

    void leave() {
        Connection leaving;
        synchronized (this) {
            leaving = connection;
            connection = null;
        }
        if (leaving != null) {
            leaving.participant.leave();
        }
    }

    void type(String text) throws InterruptedException {
        ClientMessage.Update update;
        Connection current;
        synchronized (this) {
            doc.getText(TEXT).insert(doc.getText(TEXT).length(), text);
            update = new ClientMessage.Update(++frames, madeUpdate);
            current = connection;
            if (current != null) {
                unacknowledged.add(update.frame());
            }
        }
        if (current != null) {
            current.participant.receive(update);
        }
    }

    synchronized String text() {
        return doc.getText(TEXT).toString();
    }

    synchronized Object name(WorkflowId workflow) {
        return doc.getMap("workflow").get("name");
    }

    synchronized boolean isSaved() {
        return synced && unacknowledged.isEmpty();
    }

    synchronized @Nullable CloseReason closed() {
        return closed;
    }

    /** One socket; messages of an old one are nobody's any more. */
    private final class Connection implements ParticipantSocket {
        private @Nullable Participant participant;

        @Override
        public void send(OutboundMessage outbound) {
            ClientMessage answer = null;
            synchronized (TestClient.this) {
                if (connection != this) {
                    return;
                }
                switch (outbound.message()) {
                    case ServerMessage.Step1Answer(byte[] update, byte[] stateVector, var awareness) -> {
                        doc.applyUpdate(update, FROM_OTHERS);
                        synced = true;
                        answer = new ClientMessage.Step2(++frames, doc.encodeStateAsUpdate(stateVector));
                        unacknowledged.add(frames);
                    }
                    case ServerMessage.Update(var update) -> doc.applyUpdate(update.bytes(), FROM_OTHERS);
                    case ServerMessage.Acknowledged(long frame, var update) -> unacknowledged.remove(frame);
                    case ServerMessage.Refused refused -> throw new AssertionError(name + " was refused: " + refused);
                    case ServerMessage.Awareness awareness -> {}
                    case ServerMessage.RoleChanged changed -> {}
                    case ServerMessage.Saved saved -> {}
                    case ServerMessage.UpdatedExternally updated -> {}
                }
            }
            if (answer != null) {
                try {
                    participant.receive(answer);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        @Override
        public void close(CloseReason reason) {
            synchronized (TestClient.this) {
                if (connection == this) {
                    connection = null;
                    closed = reason;
                }
            }
            participant.leave();
        }
    }
}
