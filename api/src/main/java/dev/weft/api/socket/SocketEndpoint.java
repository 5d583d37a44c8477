package dev.weft.api.socket;

import dev.weft.engine.trace.Trace;
import java.util.Map;
import java.util.Objects;
import org.apache.tomcat.websocket.Constants;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;

/**
 * Binds the container's WebSockets to the {@link SocketConnection}s of one dialect. The container calls it for one socket by one thread at a time and reads
 * no further until a call returns.
 */
final class SocketEndpoint<A> extends AbstractWebSocketHandler {

    private static final String STATE = SocketEndpoint.class.getName();

    private final Dialect<A> dialect;
    private final SocketLimits limits;
    private final SocketWatch watch;

    SocketEndpoint(Dialect<A> dialect, SocketLimits limits, SocketWatch watch) {
        this.dialect = dialect;
        this.limits = limits;
        this.watch = watch;
    }

    /** What belongs to one socket. */
    private record State(
            SocketConnection connection, FrameAssembler frames, TextAssembler texts, SocketWatch.Watched watched) {}

    @Override
    public void afterConnectionEstablished(WebSocketSession session) {
        limitSendTime(session);
        try (Trace.Scope _ = enterTraceOf(session)) {
            FrameChannel channel = new SpringFrameChannel(session);
            SocketConnection connection = dialect.open(SocketHandshake.admittedIn(session.getAttributes()), channel);
            State state = new State(
                    connection,
                    new FrameAssembler(limits.frameBytes()),
                    new TextAssembler(limits.frameBytes()),
                    watch.watch(connection, channel, dialect.hasHeartbeat()));
            session.getAttributes().put(STATE, state);
        }
    }

    @Override
    public boolean supportsPartialMessages() {
        return true;
    }

    @Override
    public void handleMessage(WebSocketSession session, WebSocketMessage<?> message) throws Exception {
        SocketWatch.Watched watched = stateOf(session).watched();
        watched.received();
        try (Trace.Scope _ = enterTraceOf(session)) {
            super.handleMessage(session, message);
        } finally {
            watched.handled();
        }
    }

    @Override
    protected void handleBinaryMessage(WebSocketSession session, BinaryMessage part) throws InterruptedException {
        State state = stateOf(session);
        byte[] frame;
        try {
            frame = state.frames().add(part.getPayload(), part.isLast());
        } catch (FrameAssembler.FrameTooLargeException e) {
            state.connection().onTooLarge();
            return;
        }
        if (frame != null) {
            state.connection().onBinary(frame);
        }
    }

    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage part) throws InterruptedException {
        State state = stateOf(session);
        String frame;
        try {
            frame = state.texts().add(part.getPayload(), part.isLast());
        } catch (FrameAssembler.FrameTooLargeException e) {
            state.connection().onTooLarge();
            return;
        }
        if (frame != null) {
            state.connection().onText(frame);
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
            try (Trace.Scope _ = enterTraceOf(session)) {
                state.watched().forget();
                state.connection().onClosed();
            }
        }
    }

    private static Trace.Scope enterTraceOf(WebSocketSession session) {
        return Trace.enter(SocketHandshake.traceIdIn(session.getAttributes()));
    }

    private static State stateOf(WebSocketSession session) {
        return (State) Objects.requireNonNull(session.getAttributes().get(STATE), "opened before it was read");
    }

    private void limitSendTime(WebSocketSession session) {
        Map<String, Object> properties = SpringFrameChannel.nativeOf(session).getUserProperties();
        properties.put(
                Constants.BLOCKING_SEND_TIMEOUT_PROPERTY, limits.sendTimeout().toMillis());
    }
}
