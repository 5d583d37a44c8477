package dev.weft.api.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The client's end of a socket without a network. Binary frames are written in hex, with blanks wherever they help. */
public final class LocalSocket implements FrameChannel {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<CloseStatus> closed = new CompletableFuture<>();
    private final SocketConnection connection;

    LocalSocket(Function<FrameChannel, SocketConnection> open) {
        connection = open.apply(this);
    }

    /** Sends a binary message; returns when the server has read it. */
    public void sendHex(String hex) throws InterruptedException {
        sendBytes(bytes(hex));
    }

    /** As {@link #sendHex}. */
    public void sendBytes(byte[] frame) throws InterruptedException {
        connection.onBinary(frame);
    }

    /** Sends a text message; returns when the server has read it. */
    public void sendString(String frame) throws InterruptedException {
        connection.onText(frame);
    }

    /** The next message from the server: in hex if it is binary. */
    public String next() throws InterruptedException {
        String frame = received.poll(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        if (frame == null) {
            throw new AssertionError("no frame within " + PATIENCE + ", closed: " + closed.getNow(null));
        }
        return frame;
    }

    /** Expects the next messages to be these. */
    public void expect(String... frames) throws InterruptedException {
        for (String frame : frames) {
            assertThat(next()).isEqualTo(isHex(frame) ? frame.replace(" ", "") : frame);
        }
    }

    /** The next message that starts so; passes over others. */
    public String awaitStartingWith(String start) throws InterruptedException {
        String wanted = isHex(start) ? start.replace(" ", "") : start;
        String frame = next();
        while (!frame.startsWith(wanted)) {
            frame = next();
        }
        return frame;
    }

    /** Messages that have come and were not taken yet; takes them. */
    public List<String> rest() {
        List<String> frames = new ArrayList<>();
        received.drainTo(frames);
        return frames;
    }

    public CloseStatus awaitClose() {
        return closed.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    public @Nullable CloseStatus closed() {
        return closed.getNow(null);
    }

    /** The server refuses to read a message as it has too many bytes. */
    public void tooLarge() {
        connection.onTooLarge();
    }

    /** The connection breaks off. */
    public void breakOff() {
        connection.onClosed();
    }

    /** The server hears that so much time has passed. */
    public void tick(Duration open) {
        connection.onTick(open);
    }

    @Override
    public void send(byte[] frame) {
        received.add(HexFormat.of().formatHex(frame));
    }

    @Override
    public void sendText(String frame) {
        received.add(frame);
    }

    @Override
    public void together(Writes writes) throws IOException {
        writes.run();
    }

    @Override
    public void ping() {}

    @Override
    public void close(CloseStatus status) {
        if (closed.complete(status)) {
            connection.onClosed();
        }
    }

    public static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static boolean isHex(String frame) {
        return frame.chars().allMatch(character -> character == ' ' || HexFormat.isHexDigit(character));
    }
}
