package dev.weft.api.socket;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;

/**
 * A WebSocket of the servlet container. What is written {@linkplain #together together} leaves in one call of the system for each buffer of the container's:
 * that call is nearly all that a short message costs.
 */
final class SpringFrameChannel implements FrameChannel {

    private static final Logger log = LoggerFactory.getLogger(SpringFrameChannel.class);

    /** Longer messages aren't worth the copy into the container's buffer. */
    private static final int LONGEST_COPIED_BYTES = ConnectionBuffers.WEBSOCKET_BYTES / 2;

    private static final ByteBuffer NO_DATA = ByteBuffer.allocate(0);

    private final WebSocketSession session;
    private final RemoteEndpoint.Basic remote;
    private final ReentrantLock sending = new ReentrantLock();
    private final AtomicBoolean closing = new AtomicBoolean();

    SpringFrameChannel(WebSocketSession session) {
        this.session = session;
        remote = nativeOf(session).getBasicRemote();
    }

    /** The session as the container has it. */
    static Session nativeOf(WebSocketSession session) {
        return Objects.requireNonNull(((NativeWebSocketSession) session).getNativeSession(Session.class));
    }

    @Override
    public void send(byte[] frame) throws IOException {
        locked(() -> {
            boolean overtakes = frame.length > LONGEST_COPIED_BYTES && remote.getBatchingAllowed();
            if (overtakes) {
                remote.setBatchingAllowed(false); // writes what waits first
            }
            remote.sendBinary(ByteBuffer.wrap(frame));
            if (overtakes) {
                remote.setBatchingAllowed(true);
            }
        });
    }

    @Override
    public void sendText(String frame) throws IOException {
        locked(() -> remote.sendText(frame));
    }

    @Override
    public void together(Writes writes) throws IOException {
        locked(() -> {
            remote.setBatchingAllowed(true);
            try {
                writes.run();
            } finally {
                remote.setBatchingAllowed(false); // writes what waits
            }
        });
    }

    @Override
    public void ping() throws IOException {
        locked(() -> remote.sendPing(NO_DATA.duplicate()));
    }

    private void locked(Writes writes) throws IOException {
        sending.lock();
        try {
            writes.run();
        } catch (IllegalStateException e) { // how the container tells that the session ended meanwhile
            throw new IOException("connection is closed", e);
        } finally {
            sending.unlock();
        }
    }

    @Override
    public void close(CloseStatus status) {
        if (closing.compareAndSet(false, true)) {
            // The close frame waits for the message that is being written, which a slow client may hold up until the
            // send times out.
            Thread.ofVirtual().name("close-" + session.getId()).start(() -> closeNow(status));
        }
    }

    private void closeNow(CloseStatus status) {
        try {
            session.close(new org.springframework.web.socket.CloseStatus(status.code(), status.reason()));
        } catch (IOException | IllegalStateException e) {
            log.debug("connection {} was gone before it could be closed", session.getId(), e);
        }
    }
}
