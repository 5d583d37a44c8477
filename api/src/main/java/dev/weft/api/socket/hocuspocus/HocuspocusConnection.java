package dev.weft.api.socket.hocuspocus;

import dev.weft.api.auth.TokenExpiries;
import dev.weft.api.room.RoomRequests;
import dev.weft.api.socket.CloseStatus;
import dev.weft.api.socket.Entrance;
import dev.weft.api.socket.FrameChannel;
import dev.weft.api.socket.MalformedFrames;
import dev.weft.api.socket.SocketConnection;
import dev.weft.api.socket.SocketLimits;
import dev.weft.engine.host.Pace;
import dev.weft.lib0.MalformedInputException;
import dev.weft.sync.hocuspocus.HocuspocusAddress;
import dev.weft.sync.hocuspocus.HocuspocusFrame;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One socket of Hocuspocus providers: hands each frame to the room that it is addressed to. The same document at two addresses is two rooms.
 *
 * <p>A refusal concerns one room. The socket is closed when all of it is at fault, or when its providers have to come back: they don't return to a room
 * by themselves while the socket lives.
 */
final class HocuspocusConnection implements SocketConnection {

    private static final int RESET_CONNECTION = 4205;
    private static final int CONNECTION_TIMEOUT = 4408;
    private static final byte[] PONG = {HocuspocusFrame.PONG};

    private final SocketRequest request;
    private final Entrance entrance;
    private final RoomRequests requests;
    private final TokenExpiries expiries;
    private final FrameChannel channel;
    private final SocketLimits limits;
    private final MalformedFrames malformedFrames;
    private final Pace pace;

    /** Changed by the reading thread only. */
    private final Map<HocuspocusAddress, HocuspocusRoom> rooms = new ConcurrentHashMap<>();

    private int heldFrames;
    private long heldBytes;
    private volatile boolean isAuthenticated;
    private volatile boolean closed;

    HocuspocusConnection(
            SocketRequest request,
            Entrance entrance,
            RoomRequests requests,
            TokenExpiries expiries,
            FrameChannel channel,
            SocketLimits limits) {
        this.request = request;
        this.entrance = entrance;
        this.requests = requests;
        this.expiries = expiries;
        this.channel = channel;
        this.limits = limits;
        malformedFrames = new MalformedFrames(limits.malformedFramesInARow());
        pace = new Pace(limits.framesPerSecond(), System::nanoTime);
    }

    @Override
    public void onBinary(byte[] bytes) throws InterruptedException {
        if (closed) {
            return;
        }
        if (HocuspocusFrame.isPingOrPong(bytes)) {
            onPingOrPong(bytes[0]);
            return;
        }
        HocuspocusFrame frame;
        try {
            frame = HocuspocusFrame.decodeFromClient(bytes, limits.awareness());
        } catch (MalformedInputException e) {
            onMalformed(roomOf(bytes), e.getMessage());
            return;
        }
        HocuspocusRoom room = rooms.get(frame.address());
        if (room == null) {
            if (rooms.size() >= limits.documentsPerSocket()) {
                reset("more than " + limits.documentsPerSocket() + " documents on one socket");
                return;
            }
            room = new HocuspocusRoom(frame.address(), this);
            rooms.put(frame.address(), room);
        }
        room.receive(frame.message(), bytes.length);
    }

    private void onPingOrPong(byte which) throws InterruptedException {
        slowDown();
        if (which == HocuspocusFrame.PING) {
            send(PONG);
        }
    }

    /** The room that a malformed frame is addressed to; null if it doesn't even say that. */
    private @Nullable HocuspocusRoom roomOf(byte[] frame) {
        try {
            return rooms.get(HocuspocusFrame.addressOf(frame));
        } catch (MalformedInputException e) {
            return null;
        }
    }

    @Override
    public void onText(String frame) {
        onMalformed(null, "text message, expected a binary one");
    }

    @Override
    public void onTooLarge() {
        end(CloseStatus.frameTooLarge(limits.frameBytes()));
    }

    @Override
    public void onTick(Duration open) {
        if (!isAuthenticated && open.compareTo(limits.unauthenticatedTime()) >= 0) {
            end(new CloseStatus(
                    CONNECTION_TIMEOUT,
                    "nobody authenticated within "
                            + limits.unauthenticatedTime().toSeconds() + " s"));
        }
    }

    @Override
    public void onClosed() {
        closed = true;
        rooms.values().forEach(HocuspocusRoom::leave);
    }

    /** Counts a frame that is none, and gives up after several in a row. The room that it was meant for, if any, is told. */
    void onMalformed(@Nullable HocuspocusRoom room, String detail) {
        if (closed) {
            return;
        }
        if (malformedFrames.isOneTooMany(detail)) {
            end(malformedFrames.closeStatus(RESET_CONNECTION));
        } else if (room != null) {
            room.tellRefusal("malformed frame: " + detail);
        }
    }

    /** A frame of a client was good. */
    void forgetMalformed() {
        malformedFrames.forget();
    }

    /**
     * Takes in a frame that must wait for authentication.
     *
     * @return false if there are too many: then the socket is being closed
     */
    boolean hold(int lengthBytes) {
        heldFrames++;
        heldBytes += lengthBytes;
        boolean isWithinLimits = heldFrames <= limits.heldFrames() && heldBytes <= limits.heldBytes();
        if (!isWithinLimits) {
            reset("more than " + limits.heldFrames() + " frames or " + limits.heldBytes()
                    + " bytes wait for authentication");
        }
        return isWithinLimits;
    }

    /** A frame waits no more. */
    void release(int lengthBytes) {
        heldFrames--;
        heldBytes -= lengthBytes;
    }

    /** A room was entered, so somebody is known. */
    void authenticated() {
        isAuthenticated = true;
    }

    /** Slows down what goes to no document, which would do so itself. */
    void slowDown() throws InterruptedException {
        pace.pause();
    }

    void remove(HocuspocusRoom room) {
        rooms.remove(room.address(), room);
    }

    SocketRequest request() {
        return request;
    }

    Entrance entrance() {
        return entrance;
    }

    RoomRequests requests() {
        return requests;
    }

    SocketLimits limits() {
        return limits;
    }

    TokenExpiries expiries() {
        return expiries;
    }

    boolean isClosed() {
        return closed;
    }

    /** @throws IOException if the connection is gone */
    void write(byte[] frame) throws IOException {
        channel.send(frame);
    }

    /** @throws IOException if the connection is gone */
    void together(FrameChannel.Writes writes) throws IOException {
        channel.together(writes);
    }

    /** Writes what nobody waits for; if the connection is gone, its end is near anyway. */
    void send(byte[] frame) {
        try {
            channel.send(frame);
        } catch (IOException e) {
            end(CloseStatus.TRY_AGAIN_LATER);
        }
    }

    private void reset(String reason) {
        end(new CloseStatus(RESET_CONNECTION, reason));
    }

    /** Ends all rooms. */
    void end(CloseStatus status) {
        closed = true;
        channel.close(status);
    }
}
