package dev.weft.api.socket.phoenix;

import dev.weft.api.auth.TokenExpiries;
import dev.weft.api.room.RoomBroadcasts;
import dev.weft.api.room.RoomRequests;
import dev.weft.api.socket.CloseStatus;
import dev.weft.api.socket.Entrance;
import dev.weft.api.socket.FrameChannel;
import dev.weft.api.socket.MalformedFrames;
import dev.weft.api.socket.SocketConnection;
import dev.weft.api.socket.SocketLimits;
import dev.weft.engine.host.Admission;
import dev.weft.engine.host.Pace;
import dev.weft.lib0.MalformedInputException;
import dev.weft.sync.phoenix.PhoenixPush;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One socket of a Phoenix client: joins it to channels and hands them what is meant for them. At most one channel for each topic: joining a topic again
 * ends the channel before.
 */
final class PhoenixConnection implements SocketConnection {

    private static final String TOPIC_OF_SOCKET = "phoenix";
    private static final int MALFORMED = 4400;
    private static final Map<String, String> NOTHING = Map.of();
    private static final Map<String, String> UNMATCHED_TOPIC = Map.of("reason", "unmatched topic");

    private final ChannelJoin channelJoin;
    private final RoomRequests requests;
    private final FrameChannel channel;
    private final SocketLimits limits;
    private final MalformedFrames malformedFrames;
    private final Pace pace;

    /** By topic. Grown by the reading thread only. */
    private final Map<String, PhoenixChannel> channels = new ConcurrentHashMap<>();

    private TokenExpiries.Awaited tokenExpiry = () -> {};
    private volatile boolean closed;

    PhoenixConnection(
            SocketRequest request,
            Entrance entrance,
            RoomRequests requests,
            FrameChannel channel,
            SocketLimits limits) {
        this.requests = requests;
        this.channel = channel;
        this.limits = limits;
        channelJoin = new ChannelJoin(request, entrance);
        malformedFrames = new MalformedFrames(limits.malformedFramesInARow());
        pace = new Pace(limits.framesPerSecond(), System::nanoTime);
    }

    /** Hands over what is to be cancelled when the socket is gone. */
    void endWith(TokenExpiries.Awaited expiry) {
        tokenExpiry = expiry;
    }

    @Override
    public void onText(String text) throws InterruptedException {
        if (closed) {
            return;
        }
        pace.pause();
        TextFrame frame;
        try {
            frame = TextFrame.decode(text);
        } catch (TextFrame.MalformedTextException e) {
            onMalformed(null, e.getMessage());
            return;
        }
        switch (frame.event()) {
            case "phx_join" -> join(frame);
            case "phx_leave" -> leave(frame);
            case "heartbeat" -> heartbeat(frame);
            default -> request(frame);
        }
    }

    @Override
    public void onBinary(byte[] bytes) throws InterruptedException {
        if (closed) {
            return;
        }
        PhoenixPush push;
        try {
            push = PhoenixPush.decode(bytes);
        } catch (MalformedInputException e) {
            pace.pause();
            onMalformed(null, e.getMessage());
            return;
        }
        PhoenixChannel addressed = channelOf(push.topic(), push.joinRef());
        switch (push.event()) {
            case "yjs", "yjs_sync" -> {
                if (addressed == null) {
                    pace.pause(); // left already: what it holds comes back by the next join's step 2
                } else {
                    addressed.receive(push.payload());
                }
            }
            default -> {
                pace.pause();
                send(TextFrame.reply(
                        push.joinRef(),
                        push.ref(),
                        push.topic(),
                        "error",
                        addressed == null
                                ? UNMATCHED_TOPIC
                                : Map.of("reason", "event " + push.event() + " takes JSON, not bytes")));
            }
        }
    }

    private void join(TextFrame frame) throws InterruptedException {
        String joinRef = frame.joinRef();
        if (joinRef == null) {
            onMalformed(null, "a join without join_ref");
            return;
        }
        PhoenixChannel before = channels.remove(frame.topic());
        if (before != null) {
            before.leave();
            send(before.closed());
        }
        if (channels.size() >= limits.documentsPerSocket()) {
            reply(frame, "error", Map.of("reason", "more than " + limits.documentsPerSocket() + " channels"));
            return;
        }
        switch (channelJoin.join(frame.topic(), frame.json())) {
            case ChannelJoin.Outcome.Refused(String reason) -> reply(frame, "error", Map.of("reason", reason));
            case ChannelJoin.Outcome.Joined(Admission admission) -> {
                PhoenixChannel entered = new PhoenixChannel(joinRef, frame.topic(), admission, this);
                reply(frame, "ok", NOTHING);
                channels.put(frame.topic(), entered);
                entered.enter(channelJoin.entrance());
                if (closed) {
                    entered.leave(); // the socket's end may have come too early to see this channel
                }
            }
        }
    }

    /** Leaving what was left already is fine. */
    private void leave(TextFrame frame) {
        PhoenixChannel left = channelOf(frame.topic(), frame.joinRef());
        if (left != null) {
            channels.remove(frame.topic(), left);
            left.leave();
        }
        reply(frame, "ok", NOTHING);
        if (left != null) {
            send(left.closed());
        }
    }

    private void heartbeat(TextFrame frame) {
        if (frame.topic().equals(TOPIC_OF_SOCKET)) {
            reply(frame, "ok", NOTHING);
        } else {
            request(frame);
        }
    }

    private void request(TextFrame frame) {
        PhoenixChannel addressed = channelOf(frame.topic(), frame.joinRef());
        if (addressed == null) {
            reply(frame, "error", UNMATCHED_TOPIC);
        } else {
            addressed.request(frame);
        }
    }

    /** Null if the client isn't in it; or is, but by a later join than the one it speaks of. */
    private @Nullable PhoenixChannel channelOf(String topic, @Nullable String joinRef) {
        PhoenixChannel joined = channels.get(topic);
        return joined == null || joinRef == null || joined.joinRef().equals(joinRef) ? joined : null;
    }

    @Override
    public void onTooLarge() {
        end(CloseStatus.frameTooLarge(limits.frameBytes()));
    }

    /** The dialect can't ask for another token: its client opens another socket, and by its own means has a new one by then. */
    void onTokenExpired() {
        end(CloseStatus.TOKEN_EXPIRED);
    }

    @Override
    public void onClosed() {
        closed = true;
        tokenExpiry.cancel();
        channels.values().forEach(PhoenixChannel::leave);
    }

    /** Counts a frame that is none, and gives up after several in a row. The channel that it was meant for, if any, is told. */
    void onMalformed(@Nullable PhoenixChannel addressed, String detail) {
        if (closed) {
            return;
        }
        if (malformedFrames.isOneTooMany(detail)) {
            end(malformedFrames.closeStatus(MALFORMED));
        } else if (addressed != null) {
            addressed.tellRefusal("malformed frame: " + detail);
        }
    }

    /** A frame of the client was good. */
    void forgetMalformed() {
        malformedFrames.forget();
    }

    RoomRequests requests() {
        return requests;
    }

    RoomBroadcasts broadcasts() {
        return requests.broadcasts();
    }

    SocketLimits limits() {
        return limits;
    }

    void remove(PhoenixChannel ended) {
        channels.remove(ended.topic(), ended);
    }

    private void reply(TextFrame to, String status, Object response) {
        send(TextFrame.reply(to.joinRef(), to.ref(), to.topic(), status, response));
    }

    /** Writes what nobody waits for; if the connection is gone, its end is near anyway. */
    void send(TextFrame frame) {
        try {
            channel.sendText(frame.encode());
        } catch (IOException e) {
            end(CloseStatus.TRY_AGAIN_LATER);
        }
    }

    /** @throws IOException if the connection is gone */
    void write(byte[] frame) throws IOException {
        channel.send(frame);
    }

    /** @throws IOException if the connection is gone */
    void together(FrameChannel.Writes writes) throws IOException {
        channel.together(writes);
    }

    /** Ends all channels. */
    void end(CloseStatus status) {
        closed = true;
        channel.close(status);
    }
}
