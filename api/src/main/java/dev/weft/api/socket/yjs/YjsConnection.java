package dev.weft.api.socket.yjs;

import dev.weft.api.auth.Caller;
import dev.weft.api.auth.TokenExpiries;
import dev.weft.api.socket.CloseStatus;
import dev.weft.api.socket.Entrance;
import dev.weft.api.socket.FrameChannel;
import dev.weft.api.socket.MalformedFrames;
import dev.weft.api.socket.SocketConnection;
import dev.weft.api.socket.SocketLimits;
import dev.weft.api.socket.YjsFrames;
import dev.weft.engine.access.Role;
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
import dev.weft.sync.ywebsocket.YWebsocketFrame;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One y-websocket client at one document: its frames become messages to the document, and the document's messages become frames.
 *
 * <p>The dialect has no acknowledgement of its own, so the sender gets its update back, byte for byte, once it is durable. A refused frame is told by
 * the protocol's "permission denied" message, which stock clients print.
 */
final class YjsConnection implements SocketConnection, ParticipantSocket {

    private static final int MALFORMED = 4400;

    private final FrameChannel channel;
    private final SocketLimits limits;
    private final MalformedFrames malformedFrames;
    private @Nullable Participant participant;
    private TokenExpiries.@Nullable Awaited tokenEnd;
    private long framesRead;
    private volatile boolean closed;

    YjsConnection(FrameChannel channel, SocketLimits limits) {
        this.channel = channel;
        this.limits = limits;
        malformedFrames = new MalformedFrames(limits.malformedFramesInARow());
    }

    /** @param caller whose token ends the connection when it expires: the client reads it again only when it connects again */
    void enter(Entrance entrance, Admission admission, Caller caller, TokenExpiries expiries) {
        participant = entrance.enter(admission, this);
        tokenEnd = expiries.await(caller, () -> end(CloseStatus.TOKEN_EXPIRED));
    }

    @Override
    public void onBinary(byte[] bytes) throws InterruptedException {
        if (closed || participant == null) {
            return;
        }
        ClientMessage message;
        try {
            message = messageOf(YWebsocketFrame.decode(bytes, limits.awareness()));
        } catch (MalformedInputException e) {
            onMalformed(e.getMessage());
            return;
        }
        if (message != null) {
            participant.receive(message);
        }
    }

    @Override
    public void onText(String frame) {
        onMalformed("text message, expected a binary one");
    }

    @Override
    public void onTooLarge() {
        end(CloseStatus.frameTooLarge(limits.frameBytes()));
    }

    @Override
    public void onClosed() {
        closed = true;
        if (tokenEnd != null) {
            tokenEnd.cancel();
        }
        if (participant != null) {
            participant.leave();
        }
    }

    /** Tells the client that a message can't be a frame of this dialect, and gives up on it after several in a row. */
    private void onMalformed(String detail) {
        if (closed) {
            return;
        }
        if (malformedFrames.isOneTooMany(detail)) {
            end(malformedFrames.closeStatus(MALFORMED));
            return;
        }
        try {
            deny("malformed frame: " + detail);
        } catch (IOException e) {
            end(CloseStatus.TRY_AGAIN_LATER);
        }
    }

    @Override
    public void sendAll(List<OutboundMessage> messages) throws IOException {
        channel.together(() -> ParticipantSocket.super.sendAll(messages));
    }

    @Override
    public void send(OutboundMessage outbound) throws IOException {
        switch (outbound.message()) {
            case ServerMessage.Step1Answer(byte[] update, byte[] stateVector, AwarenessUpdate awareness) -> {
                channel.send(YjsFrames.step2(update));
                channel.send(YjsFrames.step1(stateVector));
                if (!awareness.isEmpty()) {
                    channel.send(YjsFrames.awareness(awareness));
                }
            }
            case ServerMessage.Update update -> channel.send(YjsFrames.toMany(outbound));
            case ServerMessage.Awareness awareness -> channel.send(YjsFrames.toMany(outbound));
            case ServerMessage.Acknowledged(long frame, var update) -> {
                malformedFrames.forget();
                channel.send(YjsFrames.update(update.bytes()));
            }
            case ServerMessage.RoleChanged(Role role) when role.mayWrite() -> {} // the client finds out when it writes
            case ServerMessage.RoleChanged(Role role) -> deny("not allowed to change this document any longer");
            case ServerMessage.Refused(long frame, FrameRefusal.Malformed malformed) -> onMalformed(malformed.detail());
            case ServerMessage.Refused(long frame, FrameRefusal reason) -> deny(reason.text());
            // This dialect has no words for it: the document says what version it is.
            case ServerMessage.Saved saved -> {}
            case ServerMessage.UpdatedExternally updated -> {}
        }
    }

    private void deny(String reason) throws IOException {
        channel.send(new YWebsocketFrame.PermissionDenied(reason).encode());
    }

    @Override
    public void close(CloseReason reason) {
        end(CloseStatus.of(reason));
    }

    private void end(CloseStatus status) {
        closed = true;
        channel.close(status);
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
}
