package dev.weft.api.socket;

import dev.weft.engine.host.CloseReason;

/**
 * Why a WebSocket is closed, as the wire says it. Clients of y-websocket 3.1 and newer stop for good after a code from 4400 to 4499, and come back
 * after any other.
 *
 * @param reason for people, at most 123 bytes
 */
public record CloseStatus(int code, String reason) {

    public static final CloseStatus GOING_AWAY = new CloseStatus(1012, "server restarts, come back");
    public static final CloseStatus HOST_FAILED = new CloseStatus(1011, "document had to be closed, come back");
    public static final CloseStatus TRY_AGAIN_LATER =
            new CloseStatus(1013, "too slow, or too many here: try again later");
    public static final CloseStatus ACCESS_LOST = new CloseStatus(4403, "no longer allowed to read this document");

    public static final CloseStatus TOKEN_EXPIRED = new CloseStatus(4401, "token has expired, come back with another");

    /** Most likely there is nobody any more to read this; whoever does may come back. */
    public static final CloseStatus SILENT = new CloseStatus(1001, "nothing was received for too long");

    public static CloseStatus frameTooLarge(int limitBytes) {
        return new CloseStatus(1009, "frame is larger than " + limitBytes + " bytes");
    }

    /** How a socket that holds nothing but one document is closed when that document lets it go. */
    public static CloseStatus of(CloseReason reason) {
        return switch (reason) {
            case TRY_AGAIN_LATER -> TRY_AGAIN_LATER;
            case ACCESS_LOST -> ACCESS_LOST;
            case HOST_FAILED -> HOST_FAILED;
            case GOING_AWAY -> GOING_AWAY;
        };
    }
}
