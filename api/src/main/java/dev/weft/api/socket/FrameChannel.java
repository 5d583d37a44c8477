package dev.weft.api.socket;

import java.io.IOException;

/** One open WebSocket, as a dialect sees it. Any thread may call it; messages go out whole, one after another. */
public interface FrameChannel {
    /**
     * Writes one binary message; returns when the connection has taken it, so a slow client makes it block.
     *
     * @throws IOException if the connection is gone, or doesn't take the message in time
     */
    void send(byte[] frame) throws IOException;

    /** Writes one text message, as {@link #send} does a binary one. */
    void sendText(String frame) throws IOException;

    /**
     * Lets something write several messages, which go out together as far as they fit. Nobody else's come between them.
     *
     * @throws IOException as {@link #send}
     */
    void together(Writes writes) throws IOException;

    /** Sends messages by the channel that it was given to. */
    @FunctionalInterface
    interface Writes {
        void run() throws IOException;
    }

    /**
     * Asks for a sign of life, by a WebSocket ping.
     *
     * @throws IOException if the connection is gone
     */
    void ping() throws IOException;

    /** Ends the connection; never blocks. Does nothing when called again. */
    void close(CloseStatus status);
}
