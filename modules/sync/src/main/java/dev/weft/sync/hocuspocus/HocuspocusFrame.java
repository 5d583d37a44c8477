package dev.weft.sync.hocuspocus;

import dev.weft.lib0.ByteReader;
import dev.weft.lib0.ByteWriter;
import dev.weft.lib0.MalformedInputException;
import dev.weft.sync.SyncMessage;
import dev.weft.sync.awareness.AwarenessLimits;
import dev.weft.sync.awareness.AwarenessUpdate;
import org.jspecify.annotations.Nullable;

/**
 * One binary message between a Hocuspocus provider and its server.
 *
 * <pre>
 * frame := varString address ‖ varUint type ‖ body
 *   type 0  sync                 {@link SyncMessage}
 *   type 1  awareness            varUint length ‖ {@link AwarenessUpdate}
 *   type 2  auth                 varUint 0 ‖ varString token [‖ varString version]   client
 *                                varUint 0                                           server: token request
 *                                varUint 1 ‖ varString reason                        server: denied
 *                                varUint 2 ‖ varString "read-write" or "readonly"    server: authenticated
 *   type 3  query awareness      nothing
 *   type 4  sync reply           {@link SyncMessage}
 *   type 5  stateless            varString
 *   type 6  broadcast stateless  varString
 *   type 7  close                nothing from a client, varString reason from a server
 *   type 8  sync status          varUint 1 accepted, 0 not
 * </pre>
 *
 * <p>Besides there are {@link #PING} and {@link #PONG}, whole messages of one byte: look for them first.
 *
 * <p>Source: @hocuspocus/provider 1.1.3 to 4.8.0, {@code src/}; @hocuspocus/server 4.7.0.
 */
public record HocuspocusFrame(HocuspocusAddress address, HocuspocusMessage message) {
    /** From a server to providers from 4 on. No other provider can read it. */
    public static final int PING = 9;

    /** The answer to {@link #PING}. */
    public static final int PONG = 10;

    /** Of an address; beyond it a frame is refused. */
    public static final int MAX_ADDRESS_BYTES = 1024;

    private static final String READ_WRITE = "read-write";
    private static final String READ_ONLY = "readonly";

    /** Whether a message is a lone {@link #PING} or {@link #PONG}, and not a frame. */
    public static boolean isPingOrPong(byte[] message) {
        return message.length == 1 && (message[0] == PING || message[0] == PONG);
    }

    /**
     * Reads a frame that a client sent. The caller has checked its size.
     *
     * @throws MalformedInputException if it isn't one, or if something follows it
     */
    public static HocuspocusFrame decodeFromClient(byte[] frame, AwarenessLimits limits) {
        return decode(frame, limits, true);
    }

    /** As {@link #decodeFromClient}, for what a server sent. */
    public static HocuspocusFrame decodeFromServer(byte[] frame, AwarenessLimits limits) {
        return decode(frame, limits, false);
    }

    /**
     * Which document a frame is about, whatever else is in it.
     *
     * @throws MalformedInputException if it doesn't say
     */
    public static HocuspocusAddress addressOf(byte[] frame) {
        return readAddress(new ByteReader(frame));
    }

    /**
     * The frame around a sync or awareness message that is encoded already, for many receivers perhaps.
     *
     * @param yjsFrame type 0 or 1 and body, which are those of a {@link dev.weft.sync.ywebsocket.YWebsocketFrame}
     */
    public static byte[] carrying(HocuspocusAddress address, byte[] yjsFrame) {
        var writer = new ByteWriter();
        writer.writeString(address.toString());
        writer.writeBytes(yjsFrame);
        return writer.toByteArray();
    }

    private static HocuspocusFrame decode(byte[] frame, AwarenessLimits limits, boolean fromClient) {
        var reader = new ByteReader(frame);
        HocuspocusAddress address = readAddress(reader);
        long type = reader.readVarUint();
        if (type > 8) {
            return new HocuspocusFrame(address, new HocuspocusMessage.Unknown(type));
        }
        HocuspocusMessage message = switch ((int) type) {
            case 0 -> new HocuspocusMessage.Sync(SyncMessage.read(reader));
            case 1 -> new HocuspocusMessage.Awareness(AwarenessUpdate.readBody(reader, limits));
            case 2 -> fromClient ? readToken(reader) : readAuth(reader);
            case 3 -> new HocuspocusMessage.QueryAwareness();
            case 4 -> new HocuspocusMessage.SyncReply(SyncMessage.read(reader));
            case 5 -> new HocuspocusMessage.Stateless(reader.readString());
            case 6 -> new HocuspocusMessage.BroadcastStateless(reader.readString());
            case 7 -> fromClient ? new HocuspocusMessage.Leave() : new HocuspocusMessage.Close(reader.readString());
            default -> new HocuspocusMessage.SyncStatus(readChoice(reader, "sync status", "0 or 1", 1) == 1);
        };
        if (reader.hasRemaining()) {
            throw reader.malformed(reader.remaining() + " more bytes", "the end of the frame");
        }
        return new HocuspocusFrame(address, message);
    }

    private static HocuspocusAddress readAddress(ByteReader reader) {
        int length = reader.readLength("an address");
        if (length > MAX_ADDRESS_BYTES) {
            throw reader.malformed("an address of " + length + " bytes", "at most " + MAX_ADDRESS_BYTES);
        }
        int end = reader.position() + length;
        reader.position(0);
        String text = reader.readString();
        HocuspocusAddress address = HocuspocusAddress.parse(text);
        if (address == null) {
            reader.position(end);
            throw reader.malformed("an address without a document name", "a document name");
        }
        return address;
    }

    private static HocuspocusMessage readToken(ByteReader reader) {
        readChoice(reader, "auth message", "0 (token)", 0);
        String token = reader.readString();
        @Nullable String providerVersion = reader.hasRemaining() ? reader.readString() : null;
        return new HocuspocusMessage.Token(token, providerVersion);
    }

    private static HocuspocusMessage readAuth(ByteReader reader) {
        return switch (readChoice(reader, "auth message", "0 to 2", 2)) {
            case 0 -> new HocuspocusMessage.TokenRequest();
            case 1 -> new HocuspocusMessage.PermissionDenied(reader.readString());
            default -> new HocuspocusMessage.Authenticated(readScope(reader));
        };
    }

    private static boolean readScope(ByteReader reader) {
        int start = reader.position();
        String scope = reader.readString();
        if (!scope.equals(READ_WRITE) && !scope.equals(READ_ONLY)) {
            reader.position(start);
            throw reader.malformed("scope " + scope, READ_WRITE + " or " + READ_ONLY);
        }
        return scope.equals(READ_ONLY);
    }

    private static int readChoice(ByteReader reader, String of, String expected, int last) {
        int start = reader.position();
        long choice = reader.readVarUint();
        if (choice > last) {
            reader.position(start);
            throw reader.malformed(of + " " + choice, expected);
        }
        return (int) choice;
    }

    /**
     * The bytes of this frame, in a new array.
     *
     * @throws IllegalStateException for {@link HocuspocusMessage.Unknown}, whose body was not kept
     */
    public byte[] encode() {
        var writer = new ByteWriter();
        writer.writeString(address.toString());
        switch (message) {
            case HocuspocusMessage.Sync(SyncMessage sync) -> {
                writer.writeVarUint(0);
                sync.write(writer);
            }
            case HocuspocusMessage.Awareness(AwarenessUpdate update) -> {
                writer.writeVarUint(1);
                update.writeBody(writer);
            }
            case HocuspocusMessage.Token(String token, String providerVersion) -> {
                writeAuth(writer, 0);
                writer.writeString(token);
                if (providerVersion != null) {
                    writer.writeString(providerVersion);
                }
            }
            case HocuspocusMessage.TokenRequest() -> writeAuth(writer, 0);
            case HocuspocusMessage.PermissionDenied(String reason) -> {
                writeAuth(writer, 1);
                writer.writeString(reason);
            }
            case HocuspocusMessage.Authenticated(boolean readOnly) -> {
                writeAuth(writer, 2);
                writer.writeString(readOnly ? READ_ONLY : READ_WRITE);
            }
            case HocuspocusMessage.QueryAwareness() -> writer.writeVarUint(3);
            case HocuspocusMessage.SyncReply(SyncMessage sync) -> {
                writer.writeVarUint(4);
                sync.write(writer);
            }
            case HocuspocusMessage.Stateless(String payload) -> {
                writer.writeVarUint(5);
                writer.writeString(payload);
            }
            case HocuspocusMessage.BroadcastStateless(String payload) -> {
                writer.writeVarUint(6);
                writer.writeString(payload);
            }
            case HocuspocusMessage.Leave() -> writer.writeVarUint(7);
            case HocuspocusMessage.Close(String reason) -> {
                writer.writeVarUint(7);
                writer.writeString(reason);
            }
            case HocuspocusMessage.SyncStatus(boolean accepted) -> {
                writer.writeVarUint(8);
                writer.writeVarUint(accepted ? 1 : 0);
            }
            case HocuspocusMessage.Unknown(long type) ->
                throw new IllegalStateException("the body of type " + type + " is not known");
        }
        return writer.toByteArray();
    }

    private static void writeAuth(ByteWriter writer, int kind) {
        writer.writeVarUint(2);
        writer.writeVarUint(kind);
    }
}
