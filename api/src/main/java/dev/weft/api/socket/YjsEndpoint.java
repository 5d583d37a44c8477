package dev.weft.api.socket;

import dev.weft.engine.host.DocumentHosts;
import java.util.Map;
import java.util.Objects;
import org.apache.tomcat.websocket.Constants;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;

/**
 * Binds the container's WebSockets to {@link YjsConnection}s. The container calls it for one socket by one thread at a time and reads no further until a
 * call returns: a call that blocks is how a client is slowed down.
 */
final class YjsEndpoint extends AbstractWebSocketHandler {

    private static final String STATE = YjsEndpoint.class.getName();

    private final DocumentHosts hosts;
    private final SocketLimits limits;

    YjsEndpoint(DocumentHosts hosts, SocketLimits limits) {
        this.hosts = hosts;
        this.limits = limits;
    }

    /** What belongs to one socket. */
    private record State(YjsConnection connection, FrameAssembler assembler) {}

    @Override
    public void afterConnectionEstablished(WebSocketSession session) {
        limitSendTime(session);
        YjsConnection connection = new YjsConnection(new SpringFrameChannel(session), limits);
        session.getAttributes().put(STATE, new State(connection, new FrameAssembler(limits.frameBytes())));
        connection.onOpen(hosts, YjsHandshake.admissionIn(session.getAttributes()));
    }

    @Override
    public boolean supportsPartialMessages() {
        return true;
    }

    @Override
    protected void handleBinaryMessage(WebSocketSession session, BinaryMessage part) throws InterruptedException {
        State state = stateOf(session);
        byte[] frame;
        try {
            frame = state.assembler().add(part.getPayload(), part.isLast());
        } catch (FrameAssembler.FrameTooLargeException e) {
            state.connection().onTooLarge();
            return;
        }
        if (frame != null) {
            state.connection().onFrame(frame);
        }
    }

    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage part) {
        if (part.isLast()) {
            stateOf(session).connection().onMalformed("text message, expected a binary one");
        }
    }

    @Override
    public void handleTransportError(WebSocketSession session, Throwable failure) {
        // The connection broke: afterConnectionClosed follows, and the client comes back by itself.
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        State state = (State) session.getAttributes().get(STATE);
        if (state != null) {
            state.connection().onClosed();
        }
    }

    private static State stateOf(WebSocketSession session) {
        return (State) Objects.requireNonNull(session.getAttributes().get(STATE), "opened before it was read");
    }

    private void limitSendTime(WebSocketSession session) {
        jakarta.websocket.Session container = Objects.requireNonNull(
                ((NativeWebSocketSession) session).getNativeSession(jakarta.websocket.Session.class));
        Map<String, Object> properties = container.getUserProperties();
        properties.put(
                Constants.BLOCKING_SEND_TIMEOUT_PROPERTY, limits.sendTimeout().toMillis());
    }
}
