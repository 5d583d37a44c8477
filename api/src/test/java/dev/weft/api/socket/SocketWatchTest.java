package dev.weft.api.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SocketWatchTest {

    private static final Duration SILENCE = Duration.ofSeconds(60);

    private final AtomicLong nanoTime = new AtomicLong();
    private final SocketWatch watch = new SocketWatch(SILENCE, nanoTime::get);
    private final WatchedChannel channel = new WatchedChannel();

    @AfterEach
    void stop() {
        watch.close();
    }

    @Test
    void silentClientIsAskedOnceAndThenClosed() {
        watch.watch(new Listener(), channel, false);

        passSeconds(29);
        assertThat(channel.pings).hasValue(0);
        passSeconds(1);
        await().until(() -> channel.pings.get() == 1);
        passSeconds(29);
        assertThat(channel.closed).isNull();
        passSeconds(1);

        assertThat(channel.closed).isEqualTo(CloseStatus.SILENT);
        assertThat(channel.pings).hasValue(1);
    }

    @Test
    void anyMessageIsASignOfLife() {
        SocketWatch.Watched watched = watch.watch(new Listener(), channel, false);

        passSeconds(59);
        watched.received();
        watched.handled();
        passSeconds(59);

        assertThat(channel.closed).isNull();
    }

    @Test
    void clientThatIsNotReadIsNotSilent() {
        SocketWatch.Watched watched = watch.watch(new Listener(), channel, false);

        watched.received();
        passSeconds(600);
        assertThat(channel.closed).isNull();
        watched.handled();
        passSeconds(60);

        assertThat(channel.closed).isEqualTo(CloseStatus.SILENT);
    }

    @Test
    void clientWithAHeartbeatIsNotAsked() {
        watch.watch(new Listener(), channel, true);

        passSeconds(59);
        passSeconds(1);

        assertThat(channel.closed).isEqualTo(CloseStatus.SILENT);
        assertThat(channel.pings).hasValue(0);
    }

    @Test
    void socketThatIsGoneIsForgotten() {
        watch.watch(new Listener(), channel, false).forget();

        passSeconds(600);

        assertThat(channel.closed).isNull();
    }

    private void passSeconds(long seconds) {
        nanoTime.addAndGet(Duration.ofSeconds(seconds).toNanos());
        watch.tick();
    }

    private static final class WatchedChannel implements FrameChannel {
        private final AtomicInteger pings = new AtomicInteger();
        private @Nullable CloseStatus closed;

        @Override
        public void send(byte[] frame) {}

        @Override
        public void sendText(String frame) {}

        @Override
        public void together(Writes writes) throws IOException {
            writes.run();
        }

        @Override
        public void ping() {
            pings.incrementAndGet();
        }

        @Override
        public void close(CloseStatus status) {
            closed = status;
        }
    }

    private static final class Listener implements SocketConnection {
        @Override
        public void onBinary(byte[] frame) {}

        @Override
        public void onText(String frame) {}

        @Override
        public void onTooLarge() {}

        @Override
        public void onClosed() {}
    }
}
