package dev.weft.sync.ywebsocket;

import dev.weft.lib0.ByteReader;
import dev.weft.lib0.ByteWriter;
import dev.weft.lib0.MalformedInputException;
import dev.weft.sync.SyncMessage;
import dev.weft.sync.awareness.AwarenessLimits;
import dev.weft.sync.awareness.AwarenessUpdate;

/**
 * One binary message between a y-websocket client and its server.
 *
 * <pre>
 * frame := varUint type ‖ body
 *   type 0  sync              {@link SyncMessage}
 *   type 1  awareness         varUint length ‖ {@link AwarenessUpdate}
 *   type 2  auth              varUint 0 ‖ varString reason: permission denied, from the server only
 *   type 3  query awareness   nothing; the answer is an awareness frame with all states
 *   others  dialects of their own, which both sides ignore
 * </pre>
 *
 * <p>Source: y-websocket 3.1.0, {@code src/y-websocket.js}; y-protocols 1.0.7, {@code auth.js}.
 */
public sealed interface YWebsocketFrame {
    /** Zero awareness entries: keeps a client from believing that the connection is dead, and does nothing else. */
    YWebsocketFrame KEEP_ALIVE = new Awareness(AwarenessUpdate.EMPTY);

    record Sync(SyncMessage message) implements YWebsocketFrame {}

    record Awareness(AwarenessUpdate update) implements YWebsocketFrame {}

    /** The stock client prints the reason; it neither closes nor stops. */
    record PermissionDenied(String reason) implements YWebsocketFrame {}

    record QueryAwareness() implements YWebsocketFrame {}

    /**
     * A type of some other dialect, to be ignored.
     *
     * @param type 4 or more, or 2 if its body isn't a refusal
     */
    record Unknown(long type) implements YWebsocketFrame {}

    /**
     * Reads a frame. The caller has checked its size.
     *
     * @throws MalformedInputException if the body isn't what its type promises, or if anything follows it
     */
    static YWebsocketFrame decode(byte[] frame, AwarenessLimits limits) {
        var reader = new ByteReader(frame);
        long type = reader.readVarUint();
        if (type > 3) {
            return new Unknown(type);
        }
        YWebsocketFrame decoded = switch ((int) type) {
            case 0 -> new Sync(SyncMessage.read(reader));
            case 1 -> new Awareness(AwarenessUpdate.readBody(reader, limits));
            case 2 -> readAuth(reader);
            default -> new QueryAwareness();
        };
        if (reader.hasRemaining()) {
            throw reader.malformed(reader.remaining() + " more bytes", "the end of the frame");
        }
        return decoded;
    }

    private static YWebsocketFrame readAuth(ByteReader reader) {
        if (reader.readVarUint() == 0) {
            return new PermissionDenied(reader.readString());
        }
        reader.position(reader.limit());
        return new Unknown(2);
    }

    /**
     * The bytes of this frame, in a new array.
     *
     * @throws IllegalStateException for {@link Unknown}, whose body was not kept
     */
    default byte[] encode() {
        var writer = new ByteWriter(roomFor(this));
        switch (this) {
            case Sync(SyncMessage message) -> {
                writer.writeVarUint(0);
                message.write(writer);
            }
            case Awareness(AwarenessUpdate update) -> {
                writer.writeVarUint(1);
                update.writeBody(writer);
            }
            case PermissionDenied(String reason) -> {
                writer.writeVarUint(2);
                writer.writeVarUint(0);
                writer.writeString(reason);
            }
            case QueryAwareness() -> writer.writeVarUint(3);
            case Unknown(long type) -> throw new IllegalStateException("the body of type " + type + " is not known");
        }
        return writer.toByteArray();
    }

    /** Enough for the whole frame where that can be large: a document, for instance. */
    private static int roomFor(YWebsocketFrame frame) {
        int headBytes = 32; // more than the numbers before a body take
        return headBytes + (frame instanceof Sync(SyncMessage message) ? message.bodyBytes() : 0);
    }
}
