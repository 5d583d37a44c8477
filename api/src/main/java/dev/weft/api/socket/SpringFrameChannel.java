package dev.weft.api.socket;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.PingMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;

/** A WebSocket of the servlet container, by Spring's interface. */
final class SpringFrameChannel implements FrameChannel {

    private static final Logger log = LoggerFactory.getLogger(SpringFrameChannel.class);

    private final WebSocketSession session;
    private final ReentrantLock sending = new ReentrantLock();
    private final AtomicBoolean closing = new AtomicBoolean();

    SpringFrameChannel(WebSocketSession session) {
        this.session = session;
    }

    @Override
    public void send(byte[] frame) throws IOException {
        send(new BinaryMessage(frame));
    }

    @Override
    public void sendText(String frame) throws IOException {
        send(new TextMessage(frame));
    }

    @Override
    public void ping() throws IOException {
        send(new PingMessage());
    }

    private void send(WebSocketMessage<?> message) throws IOException {
        sending.lock();
        try {
            session.sendMessage(message);
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
