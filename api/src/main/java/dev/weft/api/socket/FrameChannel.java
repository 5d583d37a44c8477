package dev.weft.api.socket;

import java.io.IOException;

/** One open WebSocket, as a dialect sees it. */
interface FrameChannel {
    /**
     * Writes one binary message; returns when the connection has taken it, so a slow client makes it block. Any thread may call it; messages go out
     * one after the other.
     *
     * @throws IOException if the connection is gone, or doesn't take the message in time
     */
    void send(byte[] frame) throws IOException;

    /** Ends the connection; never blocks. Does nothing when called again. */
    void close(CloseStatus status);
}
