package dev.weft.benchmarks.socket;

import dev.weft.crdt.update.UpdateFormat;
import dev.weft.crdt.update.Updates;
import dev.weft.sync.SyncMessage;
import dev.weft.sync.awareness.AwarenessLimits;
import dev.weft.sync.ywebsocket.YWebsocketFrame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Rooms of y-websocket clients: step 1 is answered by an empty step 2, an update is relayed to everybody in its room, its sender included, and nothing is
 * kept. Large rooms are written to in turns, as seldom as Weft's are. Safe for use by many threads.
 */
final class Relay {
    private static final int RECIPIENTS_PER_MILLI = 10;
    private static final long LONGEST_TURN_MILLIS = 25;
    private static final byte[] EMPTY_UPDATE = {0, 0};
    private static final byte[] EMPTY_STEP_2 = frameOf(new SyncMessage.Step2(EMPTY_UPDATE));

    private final Way way;
    private final Map<String, Room> rooms = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("turns").factory());
    private final Executor virtualThreads = Executors.newVirtualThreadPerTaskExecutor();

    Relay(Way way) {
        this.way = way;
    }

    Room room(String name) {
        return rooms.computeIfAbsent(name, unused -> new Room());
    }

    private static byte[] frameOf(SyncMessage message) {
        return new YWebsocketFrame.Sync(message).encode();
    }

    /** Those who are at one address. */
    final class Room {
        private final List<Recipient> recipients = new ArrayList<>();
        private List<byte[]> updates = new ArrayList<>();

        synchronized void enter(Recipient recipient) {
            recipients.add(recipient);
        }

        synchronized void leave(Recipient recipient) {
            recipients.remove(recipient);
        }

        /** @param frame one whole message of the sender's */
        synchronized void receive(Recipient sender, byte[] frame) {
            if (YWebsocketFrame.decode(frame, AwarenessLimits.DEFAULT) instanceof YWebsocketFrame.Sync(var message)) {
                switch (message) {
                    case SyncMessage.Step1 ask -> send(sender, List.of(EMPTY_STEP_2));
                    case SyncMessage.Step2 answer -> {} // to what was never asked
                    case SyncMessage.Update(byte[] update) -> relay(update);
                }
            }
        }

        private void relay(byte[] update) {
            updates.add(update);
            long turnMillis =
                    way == Way.EACH ? 0 : Math.min(LONGEST_TURN_MILLIS, recipients.size() / RECIPIENTS_PER_MILLI);
            if (turnMillis == 0) {
                takeTurn();
            } else if (updates.size() == 1) {
                timer.schedule(this::takeTurn, turnMillis, TimeUnit.MILLISECONDS);
            }
        }

        private synchronized void takeTurn() {
            List<byte[]> frames = frames();
            updates = new ArrayList<>();
            switch (way) {
                case EACH, GATHERED, MERGED -> recipients.forEach(recipient -> send(recipient, frames));
                case THREADS -> recipients.forEach(recipient -> virtualThreads.execute(() -> send(recipient, frames)));
                case SHARED -> {
                    ByteBuffer encoded = Frames.encode(frames);
                    recipients.forEach(recipient -> sendEncoded(recipient, encoded.duplicate()));
                }
            }
        }

        private List<byte[]> frames() {
            List<byte[]> relayed = switch (way) {
                case EACH, GATHERED, THREADS -> updates;
                case MERGED, SHARED -> List.of(Updates.merge(updates, UpdateFormat.V1));
            };
            return relayed.stream()
                    .map(update -> frameOf(new SyncMessage.Update(update)))
                    .toList();
        }

        private static void send(Recipient recipient, List<byte[]> frames) {
            synchronized (recipient) {
                try {
                    recipient.send(frames);
                } catch (IOException gone) {
                    // and leaves by itself
                }
            }
        }

        private static void sendEncoded(Recipient recipient, ByteBuffer frames) {
            synchronized (recipient) {
                try {
                    recipient.sendEncoded(frames);
                } catch (IOException gone) {
                    // and leaves by itself
                }
            }
        }
    }
}
