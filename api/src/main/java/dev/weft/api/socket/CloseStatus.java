package dev.weft.api.socket;

/**
 * Why a WebSocket is closed, as the wire says it. Clients of y-websocket 3.1 and newer stop for good after a code from 4400 to 4499, and come back
 * after any other.
 *
 * @param reason for people, at most 123 bytes
 */
record CloseStatus(int code, String reason) {

    static final CloseStatus GOING_AWAY = new CloseStatus(1012, "server restarts, come back");
    static final CloseStatus HOST_FAILED = new CloseStatus(1011, "document had to be closed, come back");
    static final CloseStatus TRY_AGAIN_LATER = new CloseStatus(1013, "too slow, or too many here: try again later");
    static final CloseStatus ACCESS_LOST = new CloseStatus(4403, "no longer allowed to read this document");

    static CloseStatus frameTooLarge(int limitBytes) {
        return new CloseStatus(1009, "frame is larger than " + limitBytes + " bytes");
    }

    static CloseStatus malformedFrames(int inARow) {
        return new CloseStatus(4400, inARow + " malformed frames in a row");
    }
}
