package dev.weft.api.socket;

import dev.weft.engine.host.Admission;
import dev.weft.engine.host.ClientMessage;
import dev.weft.engine.host.CloseReason;
import dev.weft.engine.host.DocumentHosts;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One y-websocket client at one document: its frames become messages to the document, and the document's messages become frames.
 *
 * <p>The dialect has no acknowledgement of its own, so the sender gets its update back, byte for byte, once it is durable. A refused frame is told by
 * the protocol's "permission denied" message, which stock clients print.
 *
 * <p>{@code on…} methods are called by the reading thread, one at a time; all others by any thread.
 */
final class YjsConnection implements ParticipantSocket {

    private static final Logger log = LoggerFactory.getLogger(YjsConnection.class);

    /** One object for all connections: messages to many are encoded once. */
    private static final Function<ServerMessage, byte[]> ENCODER = YjsConnection::encode;

    private final FrameChannel channel;
    private final SocketLimits limits;
    private final AtomicInteger malformedInARow = new AtomicInteger();
    private @Nullable Participant participant;
    private long framesRead;
    private volatile boolean closed;

    YjsConnection(FrameChannel channel, SocketLimits limits) {
        this.channel = channel;
        this.limits = limits;
    }

    void onOpen(DocumentHosts hosts, Admission admission) {
        participant = hosts.enter(admission, this);
    }

    /**
     * Handles one message; blocks while the document has more waiting than it wants, so that nobody reads on.
     *
     * @param bytes owned by this connection from here on
     */
    void onFrame(byte[] bytes) throws InterruptedException {
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

    /** Counts a message that can't be a frame of this dialect, tells the client, and gives up on it after several in a row. */
    void onMalformed(String detail) {
        if (closed) {
            return;
        }
        int inARow = malformedInARow.incrementAndGet();
        log.debug("malformed frame, {} in a row: {}", inARow, detail);
        if (inARow >= limits.malformedFramesInARow()) {
            end(CloseStatus.malformedFrames(inARow));
            return;
        }
        try {
            channel.send(new YWebsocketFrame.PermissionDenied("malformed frame: " + detail).encode());
        } catch (IOException e) {
            end(CloseStatus.TRY_AGAIN_LATER);
        }
    }

    void onTooLarge() {
        end(CloseStatus.frameTooLarge(limits.frameBytes()));
    }

    /** The connection is gone, whoever ended it. */
    void onClosed() {
        closed = true;
        if (participant != null) {
            participant.leave();
        }
    }

    @Override
    public void send(OutboundMessage outbound) throws IOException {
        switch (outbound.message()) {
            case ServerMessage.Acknowledged acknowledged -> malformedInARow.set(0);
            case ServerMessage.Refused(long frame, FrameRefusal.Malformed malformed) -> {
                onMalformed(malformed.detail());
                return;
            }
            case ServerMessage other -> {}
        }
        channel.send(outbound.encoded(ENCODER));
    }

    @Override
    public void close(CloseReason reason) {
        end(
                switch (reason) {
                    case TRY_AGAIN_LATER -> CloseStatus.TRY_AGAIN_LATER;
                    case ACCESS_LOST -> CloseStatus.ACCESS_LOST;
                    case HOST_FAILED -> CloseStatus.HOST_FAILED;
                    case GOING_AWAY -> CloseStatus.GOING_AWAY;
                });
    }

    private void end(CloseStatus status) {
        closed = true;
        channel.close(status);
    }

    /** Null for what the protocol knows and a server has nothing to do about. */
    private @Nullable ClientMessage messageOf(YWebsocketFrame frame) {
        return switch (frame) {
            case YWebsocketFrame.Sync(SyncMessage.Step1(byte[] stateVector)) -> new ClientMessage.Step1(stateVector);
            case YWebsocketFrame.Sync(SyncMessage.Step2(byte[] update)) ->
                new ClientMessage.Step2(framesRead++, update);
            case YWebsocketFrame.Sync(SyncMessage.Update(byte[] update)) ->
                new ClientMessage.Update(framesRead++, update);
            case YWebsocketFrame.Awareness(AwarenessUpdate update) -> new ClientMessage.Awareness(update);
            case YWebsocketFrame.QueryAwareness() -> new ClientMessage.AwarenessQuery();
            case YWebsocketFrame.PermissionDenied denied -> null;
            case YWebsocketFrame.Unknown unknown -> null;
        };
    }

    private static byte[] encode(ServerMessage message) {
        return switch (message) {
            case ServerMessage.Step1(byte[] stateVector) -> sync(new SyncMessage.Step1(stateVector));
            case ServerMessage.Step2(byte[] update) -> sync(new SyncMessage.Step2(update));
            case ServerMessage.Update(var update) -> sync(new SyncMessage.Update(update.bytes()));
            case ServerMessage.Acknowledged(long frame, var update) -> sync(new SyncMessage.Update(update.bytes()));
            case ServerMessage.Awareness(AwarenessUpdate update) -> new YWebsocketFrame.Awareness(update).encode();
            case ServerMessage.Refused(long frame, FrameRefusal reason) ->
                new YWebsocketFrame.PermissionDenied(reason.text()).encode();
        };
    }

    private static byte[] sync(SyncMessage message) {
        return new YWebsocketFrame.Sync(message).encode();
    }
}
