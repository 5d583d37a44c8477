package dev.weft.api.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A WebSocket that sends and expects bytes, written in hex with blanks wherever they help. */
public final class RawClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> receivedTexts = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closeCode = new CompletableFuture<>();
    private final WebSocket socket;

    public RawClient(URI address) {
        socket = http.newWebSocketBuilder()
                .connectTimeout(PATIENCE)
                .buildAsync(address, new Listener())
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    public void send(String hex) {
        send(bytes(hex));
    }

    public void send(byte[] frame) {
        socket.sendBinary(ByteBuffer.wrap(frame), true)
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    public void sendText(String text) {
        socket.sendText(text, true)
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    /** Waits for exactly this frame, and passes over all others. */
    public void awaitFrame(String hex) throws InterruptedException {
        awaitFrameStartingWith(hex, hex.replace(" ", "").length());
    }

    /** Waits for a frame that starts with these bytes, and passes over all others. Returns it in hex. */
    public String awaitFrameStartingWith(String hex) throws InterruptedException {
        return awaitFrameStartingWith(hex, -1);
    }

    private String awaitFrameStartingWith(String hex, int length) throws InterruptedException {
        String wanted = hex.replace(" ", "");
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        StringBuilder others = new StringBuilder();
        while (true) {
            String frame = received.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (frame == null) {
                throw new AssertionError("no frame " + hex + " within " + PATIENCE + ", close code "
                        + closeCode.getNow(null) + ", but:" + others);
            }
            if (frame.startsWith(wanted) && (length < 0 || frame.length() == length)) {
                return frame;
            }
            others.append('\n').append(frame);
        }
    }

    /** Waits for a text message that contains this, and passes over all others. */
    public String awaitText(String part) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            String text = receivedTexts.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (text == null) {
                throw new AssertionError(
                        "no text with " + part + " within " + PATIENCE + ", close code " + closeCode.getNow(null));
            }
            if (text.contains(part)) {
                return text;
            }
        }
    }

    /** Frames received and not yet awaited. */
    public Iterable<String> frames() {
        return received;
    }

    public int awaitClose() {
        return closeCode.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    public void assertStillOpen() {
        assertThat(closeCode).isNotDone();
    }

    /** Ends the connection and waits until that is through. */
    public void leave() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        awaitClose();
    }

    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
    }

    public static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder message = new StringBuilder();
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
            byte[] part = new byte[data.remaining()];
            data.get(part);
            message.append(HexFormat.of().formatHex(part));
            if (last) {
                received.add(message.toString());
                message.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                receivedTexts.add(text.toString());
                text.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            closeCode.complete(statusCode);
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            closeCode.completeExceptionally(error);
        }
    }
}
