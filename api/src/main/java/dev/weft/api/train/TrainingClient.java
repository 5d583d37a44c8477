package dev.weft.api.train;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The client's end of a WebSocket, which counts the messages that come and doesn't look at them. Every wait is bounded. */
final class TrainingClient implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 20;

    private final Semaphore received = new Semaphore(0);
    private final WebSocket socket;

    /** Connects, and waits until that is done. */
    TrainingClient(HttpClient http, URI address) {
        socket = http.newWebSocketBuilder()
                .buildAsync(address, new Listener())
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    void send(byte[] message) {
        socket.sendBinary(ByteBuffer.wrap(message), true)
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    void send(String message) {
        socket.sendText(message, true)
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    /**
     * Waits until so many messages have come that no earlier call has waited for.
     *
     * @throws IllegalStateException if they don't come
     */
    void await(int messages) throws InterruptedException {
        if (!received.tryAcquire(messages, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(
                    "expected " + messages + " messages, but only " + received.availablePermits() + " came");
        }
    }

    /** Lets {@link #await} look at later messages only. */
    void forget() {
        received.drainPermits();
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Listener implements WebSocket.Listener {
        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer part, boolean last) {
            return count(webSocket, last);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence part, boolean last) {
            return count(webSocket, last);
        }

        private @Nullable CompletionStage<?> count(WebSocket webSocket, boolean last) {
            if (last) {
                received.release();
            }
            webSocket.request(1);
            return null;
        }
    }
}
