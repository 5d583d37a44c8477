package dev.weft.api.socket;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Tells open sockets that time passes, and closes those on which nothing is received any more. Halfway there it asks for a sign of life, unless the
 * dialect's clients should have given one by themselves. Safe for use by many threads.
 */
public final class SocketWatch implements AutoCloseable {

    private static final int TICKS_PER_SILENCE = 12;

    private final Duration silence;
    private final LongSupplier nanoTime;
    private final Set<Watched> sockets = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("socket-watch").factory());

    public SocketWatch(SocketLimits limits) {
        this(limits.silence(), System::nanoTime);
        long everyMillis = Math.max(1, silence.toMillis() / TICKS_PER_SILENCE);
        timer.scheduleWithFixedDelay(this::tick, everyMillis, everyMillis, TimeUnit.MILLISECONDS);
    }

    /** @param nanoTime as {@link System#nanoTime()}; nobody but the caller lets time pass */
    SocketWatch(Duration silence, LongSupplier nanoTime) {
        this.silence = silence;
        this.nanoTime = nanoTime;
    }

    /** Watches a socket until it is {@linkplain Watched#forget forgotten}. */
    Watched watch(SocketConnection connection, FrameChannel channel, boolean hasHeartbeat) {
        Watched socket = new Watched(connection, channel, hasHeartbeat);
        sockets.add(socket);
        return socket;
    }

    void tick() {
        long now = nanoTime.getAsLong();
        sockets.forEach(socket -> socket.tick(now));
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** One socket under watch. */
    final class Watched {
        private final SocketConnection connection;
        private final FrameChannel channel;
        private final boolean hasHeartbeat;
        private final long openedNanos = nanoTime.getAsLong();
        private volatile long receivedNanos = openedNanos;
        private volatile boolean isHandling;
        private boolean asked;

        private Watched(SocketConnection connection, FrameChannel channel, boolean hasHeartbeat) {
            this.connection = connection;
            this.channel = channel;
            this.hasHeartbeat = hasHeartbeat;
        }

        /** Something was received. Until it is {@linkplain #handled handled} nothing more is read, so silence says nothing. */
        void received() {
            isHandling = true;
        }

        void handled() {
            receivedNanos = nanoTime.getAsLong();
            isHandling = false;
        }

        /** The socket is gone. */
        void forget() {
            sockets.remove(this);
        }

        private void tick(long now) {
            connection.onTick(Duration.ofNanos(now - openedNanos));
            Duration silent = isHandling ? Duration.ZERO : Duration.ofNanos(now - receivedNanos);
            if (silent.compareTo(silence) >= 0) {
                channel.close(CloseStatus.SILENT);
            } else if (silent.compareTo(silence.dividedBy(2)) < 0) {
                asked = false;
            } else if (!asked && !hasHeartbeat) {
                asked = true;
                Thread.startVirtualThread(this::ask); // a slow client may hold it up
            }
        }

        private void ask() {
            try {
                channel.ping();
            } catch (IOException e) {
                channel.close(CloseStatus.SILENT);
            }
        }
    }
}
