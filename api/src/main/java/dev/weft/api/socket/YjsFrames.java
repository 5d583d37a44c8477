package dev.weft.api.socket;

import dev.weft.engine.host.ClientMessage;
import dev.weft.engine.host.OutboundMessage;
import dev.weft.engine.host.ServerMessage;
import dev.weft.sync.SyncMessage;
import dev.weft.sync.awareness.AwarenessUpdate;
import dev.weft.sync.ywebsocket.YWebsocketFrame;
import java.util.function.Function;

/**
 * The sync and awareness frames, which all dialects carry alike: bare in one, behind a head of their own in others.
 *
 * <pre>
 * varUint 0 ‖ {@link SyncMessage}       varUint 1 ‖ varUint length ‖ {@link AwarenessUpdate}
 * </pre>
 */
public final class YjsFrames {

    /** One object for all connections of all dialects, by which a message to many is encoded once. */
    private static final Function<ServerMessage, byte[]> TO_MANY = YjsFrames::encode;

    private YjsFrames() {}

    /** @param frame number by which an update or step 2 will be answered */
    public static ClientMessage messageOf(SyncMessage message, long frame) {
        return switch (message) {
            case SyncMessage.Step1(byte[] stateVector) -> new ClientMessage.Step1(stateVector);
            case SyncMessage.Step2(byte[] update) -> new ClientMessage.Step2(frame, update);
            case SyncMessage.Update(byte[] update) -> new ClientMessage.Update(frame, update);
        };
    }

    /** The frame of somebody's update or of awareness; shared by all who get it, so never change it. */
    public static byte[] toMany(OutboundMessage outbound) {
        return outbound.encoded(TO_MANY);
    }

    private static byte[] encode(ServerMessage message) {
        return switch (message) {
            case ServerMessage.Update(var update) -> update(update.bytes());
            case ServerMessage.Awareness(AwarenessUpdate update) -> awareness(update);
            case ServerMessage.Step1Answer answer -> throw inItsOwnWay(answer);
            case ServerMessage.Acknowledged acknowledged -> throw inItsOwnWay(acknowledged);
            case ServerMessage.RoleChanged changed -> throw inItsOwnWay(changed);
            case ServerMessage.Refused refused -> throw inItsOwnWay(refused);
            case ServerMessage.Saved saved -> throw inItsOwnWay(saved);
            case ServerMessage.UpdatedExternally updated -> throw inItsOwnWay(updated);
        };
    }

    private static IllegalStateException inItsOwnWay(ServerMessage message) {
        return new IllegalStateException("each dialect says in its own way: " + message);
    }

    public static byte[] step1(byte[] stateVector) {
        return new YWebsocketFrame.Sync(new SyncMessage.Step1(stateVector)).encode();
    }

    public static byte[] step2(byte[] update) {
        return new YWebsocketFrame.Sync(new SyncMessage.Step2(update)).encode();
    }

    public static byte[] update(byte[] update) {
        return new YWebsocketFrame.Sync(new SyncMessage.Update(update)).encode();
    }

    public static byte[] awareness(AwarenessUpdate update) {
        return new YWebsocketFrame.Awareness(update).encode();
    }
}
