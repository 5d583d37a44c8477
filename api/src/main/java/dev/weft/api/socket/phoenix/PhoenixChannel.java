package dev.weft.api.socket.phoenix;

import dev.weft.api.room.OpenRequests;
import dev.weft.api.room.RoomPush;
import dev.weft.api.room.RoomReply;
import dev.weft.api.socket.CloseStatus;
import dev.weft.api.socket.Entrance;
import dev.weft.api.socket.YjsFrames;
import dev.weft.engine.host.Admission;
import dev.weft.engine.host.ClientMessage;
import dev.weft.engine.host.CloseReason;
import dev.weft.engine.host.FrameRefusal;
import dev.weft.engine.host.OutboundMessage;
import dev.weft.engine.host.Participant;
import dev.weft.engine.host.ParticipantSocket;
import dev.weft.engine.host.ServerMessage;
import dev.weft.lib0.MalformedInputException;
import dev.weft.sync.SyncMessage;
import dev.weft.sync.awareness.AwarenessUpdate;
import dev.weft.sync.phoenix.PhoenixMessage;
import dev.weft.sync.ywebsocket.YWebsocketFrame;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One document that a client has joined on its socket, until it leaves, joins again, or is sent away. Yjs frames are not answered as such: a client's
 * update is durable when it sees it in a later step 2, or by saving.
 *
 * <p>{@link #receive} and {@link #request} are called by the reading thread; what the document says comes on a thread of its own.
 */
final class PhoenixChannel implements ParticipantSocket {

    private static final String YJS = "yjs";
    private static final Map<String, String> NOTHING = Map.of();

    private final String joinRef;
    private final String topic;
    private final Admission admission;
    private final PhoenixConnection socket;

    private final OpenRequests openRequests;
    private final Consumer<RoomPush> broadcastListener = this::push;

    private volatile @Nullable Participant participant;
    private volatile boolean ended;
    private volatile boolean heardOfDocument;
    private long framesRead;

    PhoenixChannel(String joinRef, String topic, Admission admission, PhoenixConnection socket) {
        this.joinRef = joinRef;
        this.topic = topic;
        this.admission = admission;
        this.socket = socket;
        openRequests = new OpenRequests(socket.limits().openRequests());
    }

    String joinRef() {
        return joinRef;
    }

    String topic() {
        return topic;
    }

    void enter(Entrance entrance) {
        Participant entered = entrance.enter(admission, this);
        participant = entered;
        socket.broadcasts().enter(admission, broadcastListener);
        if (ended) {
            leave(); // the end came before there was a participant to see
        }
    }

    /** Handles the payload of one binary push; blocks while the document has more waiting than it wants. */
    void receive(byte[] payload) throws InterruptedException {
        Participant entered = participant;
        if (entered == null) {
            return;
        }
        ClientMessage message;
        try {
            message = messageOf(YWebsocketFrame.decode(payload, socket.limits().awareness()));
        } catch (MalformedInputException e) {
            socket.onMalformed(this, e.getMessage());
            return;
        }
        if (message != null) {
            entered.receive(message);
        }
    }

    /** Null for what the protocol knows and a server has nothing to do about. */
    private @Nullable ClientMessage messageOf(YWebsocketFrame frame) {
        return switch (frame) {
            case YWebsocketFrame.Sync(SyncMessage message) -> YjsFrames.messageOf(message, framesRead++);
            case YWebsocketFrame.Awareness(AwarenessUpdate update) -> new ClientMessage.Awareness(update);
            case YWebsocketFrame.QueryAwareness() -> new ClientMessage.AwarenessQuery();
            case YWebsocketFrame.PermissionDenied denied -> null;
            case YWebsocketFrame.Unknown unknown -> null;
        };
    }

    /** Answers a request, perhaps later. */
    void request(TextFrame frame) {
        Participant entered = participant;
        if (entered == null || !openRequests.begin()) {
            reply(frame, openRequests.tooMany());
            return;
        }
        socket.requests()
                .answer(admission, entered, frame.event(), frame.json())
                .thenAccept(reply -> {
                    openRequests.end();
                    reply(frame, reply);
                });
    }

    private void reply(TextFrame to, RoomReply reply) {
        socket.send(TextFrame.reply(joinRef, to.ref(), topic, reply.status(), reply.response()));
    }

    @Override
    public void sendAll(List<OutboundMessage> messages) throws IOException {
        socket.together(() -> ParticipantSocket.super.sendAll(messages));
    }

    @Override
    public void send(OutboundMessage outbound) throws IOException {
        heardOfDocument = true;
        switch (outbound.message()) {
            case ServerMessage.Step1Answer(byte[] update, byte[] stateVector, AwarenessUpdate awareness) -> {
                write(YjsFrames.step2(update));
                write(YjsFrames.step1(stateVector));
                write(YjsFrames.awareness(awareness));
            }
            case ServerMessage.Update update -> write(YjsFrames.toMany(outbound));
            case ServerMessage.Awareness awareness -> write(YjsFrames.toMany(outbound));
            case ServerMessage.Acknowledged acknowledged -> socket.forgetMalformed();
            case ServerMessage.RoleChanged changed -> push(socket.requests().contextUpdated(admission));
            case ServerMessage.Saved saved -> push(RoomPush.of(saved, admission));
            case ServerMessage.UpdatedExternally updated -> push(RoomPush.of(updated, admission));
            case ServerMessage.Refused(long frame, FrameRefusal reason) -> {
                if (reason instanceof FrameRefusal.Malformed(String detail)) {
                    socket.onMalformed(this, detail);
                } else {
                    tellRefusal(reason.text());
                }
            }
        }
    }

    private void write(byte[] yjsFrame) throws IOException {
        socket.write(new PhoenixMessage.Push(joinRef, topic, YJS, yjsFrame).encode());
    }

    /** Says why something of the client's was not done that is not answered otherwise. */
    void tellRefusal(String reason) {
        push(RoomPush.refused(reason));
    }

    private void push(RoomPush push) {
        socket.send(new TextFrame(joinRef, null, topic, push.event(), push.payload()));
    }

    @Override
    public void close(CloseReason reason) {
        switch (reason) {
            case GOING_AWAY -> socket.end(CloseStatus.GOING_AWAY);
            case TRY_AGAIN_LATER -> {
                if (heardOfDocument) {
                    socket.end(CloseStatus.TRY_AGAIN_LATER); // it reads too slowly, whatever the channel
                } else {
                    end(failed()); // there is no place in the document now
                }
            }
            case HOST_FAILED -> end(failed());
            case ACCESS_LOST -> end(closed());
        }
    }

    private void end(TextFrame lastWord) {
        leave();
        socket.remove(this);
        socket.send(lastWord);
    }

    /** Does nothing when called again. Any thread may call it. */
    void leave() {
        ended = true;
        socket.broadcasts().leave(admission, broadcastListener);
        Participant entered = participant;
        if (entered != null) {
            entered.leave();
        }
    }

    /** Says that the channel has ended for good. */
    TextFrame closed() {
        return new TextFrame(joinRef, joinRef, topic, "phx_close", NOTHING);
    }

    /** Says that the channel has ended and should be joined again. */
    private TextFrame failed() {
        return new TextFrame(joinRef, joinRef, topic, "phx_error", NOTHING);
    }
}
